declare module 'messages' {
  export const supported: string[];
  export function texts(part: string, tag: string): Promise<{ default: Record<string, string> }>;
}
