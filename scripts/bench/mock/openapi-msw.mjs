// What one writes with openapi-msw: three handlers over a Map, behind MSW's own HTTP server. Run where those are installed.
import { randomUUID } from 'node:crypto';
import { createServer } from '@mswjs/http-middleware';
import { createOpenApiHttp } from 'openapi-msw';

const path = '/v2/{project_id}/apigw/instances/{instance_id}/vpc-channels';
const http = createOpenApiHttp();
const channels = new Map();

const create = http.post(path, async ({ request, response }) => {
  const channel = { ...(await request.json()), id: randomUUID() };
  channels.set(channel.id, channel);
  return response(201).json(channel);
});
const update = http.put(`${path}/{vpc_channel_id}`, async ({ params, request, response }) => {
  const channel = { ...(await request.json()), id: params.vpc_channel_id };
  channels.set(channel.id, channel);
  return response(200).json(channel);
});
const show = http.get(`${path}/{vpc_channel_id}`, ({ params, response }) =>
  response(200).json(channels.get(params.vpc_channel_id)),
);

createServer(create, update, show).listen(Number(process.env.PORT), '127.0.0.1');
