// The least that a server in Node can do: a Map behind node:http. It checks nothing, and keeps nothing.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const channels = new Map();

createServer((request, response) => {
  const last = request.url.slice(request.url.lastIndexOf('/') + 1);
  if (request.method === 'GET') {
    respond(response, 200, channels.get(last));
    return;
  }
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const isUpdate = request.method === 'PUT';
    const id = isUpdate ? last : randomUUID();
    const text = JSON.stringify({ ...JSON.parse(Buffer.concat(chunks).toString()), id });
    channels.set(id, text);
    respond(response, isUpdate ? 200 : 201, text);
  });
}).listen(Number(process.env.PORT), '127.0.0.1');

function respond(response, status, text) {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
  response.writeHead(status, headers).end(text);
}
