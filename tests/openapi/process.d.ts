// What the calls use of Node, so that its own type package is not needed.
declare const process: { env: Record<string, string | undefined>; exitCode: number | undefined };
