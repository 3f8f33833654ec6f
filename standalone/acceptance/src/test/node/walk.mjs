// Small tools for a walk through an API: each step is told in one line of JSON, for the test that started this.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';

export async function step(name, action) {
  const started = Date.now();
  try {
    await action();
    tell({ step: name, ok: true, millis: Date.now() - started });
  } catch (error) {
    const why = error.code && error.detail ? `${error.code}: ${error.detail} ${JSON.stringify(error.errors ?? [])}` : error.stack;
    tell({ step: name, ok: false, why, millis: Date.now() - started });
    process.exitCode = 1;
  }
}

const tell = (line) => process.stdout.write(JSON.stringify(line) + '\n');

/** Other services hear of things a moment later. */
export async function eventually(look, seconds = 20) {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    try {
      const found = await look();
      if (found) return found;
      if (Date.now() > until) assert.fail('it did not happen within ' + seconds + ' seconds');
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await new Promise((done) => setTimeout(done, 100));
  }
}

/** The SDK's error must say what Paddle's would. */
export async function refused(code, action) {
  const error = await action().then(() => undefined, (thrown) => thrown);
  assert.ok(error, `expected ${code}, but it went well`);
  assert.equal(error.code, code, `${error.code}: ${error.detail ?? error.stack}`);
  assert.ok(error.detail && error.documentationUrl, 'an error has words and a page');
  return error;
}

export async function whole(collection) {
  const items = [];
  for await (const item of collection) items.push(item);
  return items;
}

/** A merchant's back end that takes webhooks and keeps them as they came. */
export async function webhookSink() {
  const caught = [];
  const server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      caught.push({ body: Buffer.concat(chunks).toString('utf8'), headers: request.headers });
      response.writeHead(200).end();
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { caught, url: `http://127.0.0.1:${server.address().port}/webhooks`, close: () => server.close() };
}
