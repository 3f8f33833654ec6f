// Better Auth with its magic-link plugin, set up as its documentation says, on SQLite: what `./portico bench auth` is
// measured beside. Nothing is mailed: whoever measures fetches the tokens.
import http from 'node:http';
import Database from 'better-sqlite3';
import { betterAuth } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { toNodeHandler } from 'better-auth/node';
import { magicLink } from 'better-auth/plugins';

const [, , file, port] = process.argv;
const database = new Database(file);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = NORMAL');

const tokens = [];
const options = {
  database,
  secret: 'only-for-measuring-0123456789-abcdefghij',
  baseURL: `http://127.0.0.1:${port}`,
  telemetry: { enabled: false },
  rateLimit: { enabled: false },
  logger: { level: 'error' },
  plugins: [magicLink({ sendMagicLink: async ({ token }) => void tokens.push(token) })],
};
await (await getMigrations(options)).runMigrations();

const answer = toNodeHandler(betterAuth(options));
http
  .createServer((request, response) =>
    request.url === '/tokens' ? response.end(JSON.stringify(tokens.splice(0))) : answer(request, response))
  .listen(Number(port), '127.0.0.1');
