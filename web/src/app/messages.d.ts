declare module 'messages' {
  export const languages: Record<string, () => Promise<{ default: Record<string, string> }>>;
}
