// What was read is sent back, changed: it compiles for every operation that a response can be sent back to.

import * as older from '../generated/2023-11.en.ts';
import { type ApigClient, showVpcChannel, updateApp, updateVpcChannel } from './generated/newest.ts';

export async function rename(apig: ApigClient, vpc_channel_id: string, name: string) {
  const shown = await showVpcChannel(apig, { vpc_channel_id });
  if (!shown.ok) return shown;
  const updated = await updateVpcChannel(apig, { vpc_channel_id, body: { ...shown.data, name } });
  if (!updated.ok) return updated;
  // What an update returns, too.
  return updateVpcChannel(apig, { vpc_channel_id, body: { ...updated.data, name } });
}

export async function renameOlder(apig: older.ApigClient, vpc_channel_id: string, name: string) {
  const shown = await older.showVpcChannel(apig, { vpc_channel_id });
  return shown.ok ? older.updateVpcChannel(apig, { vpc_channel_id, body: { ...shown.data, name } }) : shown;
}

export async function remark(apig: ApigClient, app_id: string, text: string) {
  const updated = await updateApp(apig, { app_id, body: { name: 'app_demo' } });
  return updated.ok ? updateApp(apig, { app_id, body: { ...updated.data, remark: text } }) : updated;
}

export async function misspelt(apig: ApigClient, vpc_channel_id: string) {
  const shown = await showVpcChannel(apig, { vpc_channel_id });
  if (!shown.ok) return;
  // @ts-expect-error a field that neither a request nor a response has
  await updateVpcChannel(apig, { vpc_channel_id, body: { ...shown.data, member_group: [] } });
}
