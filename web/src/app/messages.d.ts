declare module 'messages' {
  type Texts = Record<string, () => Promise<{ default: Record<string, string> }>>;
  export const languages: Texts;
  export const parts: Record<string, Texts>;
}
