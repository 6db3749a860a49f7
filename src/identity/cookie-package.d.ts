// Express brings `cookie` without its types; this much of it is used.
declare module 'cookie' {
  export function parse(header: string): Record<string, string | undefined>;
}
