// What the client must be able to do with pictures. One line per check; fails when one fails.
//
// node images.mjs READY_RECORD FOLDER PICTURE
// READY_RECORD is the emulator's, FOLDER is for what the client writes, PICTURE is a JPEG of 960 by 1200.
// HTTPS_PROXY and NODE_EXTRA_CA_CERTS lead the client to the front.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { KlingAPI } from 'kling-api';
import { PNG } from 'pngjs';
import {
  MINUTE_MS, WAITING, api, assertRefused, check, control, emulator, finish, folder, keys, picture, runProgram,
} from './harness.mjs';

const UNITS_BOUGHT = 1000;
const UNITS_PER_PICTURE = 8;

/** A picture in which every pixel is different from its neighbours. */
function drawPicture(width, height) {
  const png = new PNG({ width, height });
  for (let at = 0; at < width * height; at += 1) {
    png.data.set([at % 251, (at * 7) % 241, Math.floor(at / width) % 239, 255], at * 4);
  }
  const path = join(folder, `${width}x${height}.png`);
  writeFileSync(path, PNG.sync.write(png));
  return path;
}

function readSize(path) {
  const { width, height } = PNG.sync.read(readFileSync(path));
  return `${width}x${height}`;
}

const small = drawPicture(300, 300);
const growth = { up_expansion_ratio: 0, down_expansion_ratio: 0.2, left_expansion_ratio: 0.5, right_expansion_ratio: 0.1 };

async function finishExpansion(params) {
  const created = await api.expandImage({ image: small, ...growth, ...params });
  return api.waitForImageResult(created.data.task_id, (id) => api.queryImageExpandTask(id), WAITING);
}

await check('its program expands a JPEG, waits and saves a picture of the right size', async () => {
  const output = join(folder, 'program');
  const sides = ['--left', '0.25', '--right', '0.25', '--up', '0.1'];
  await runProgram(['--output-dir', output, 'image', 'expand', '--image', picture, ...sides, '--wait']);
  const saved = readdirSync(join(output, 'image-expand')).filter((name) => name.endsWith('.png'));
  assert.equal(saved.length, 1);
  assert.equal(readSize(join(output, 'image-expand', saved[0])), '1440x1320');
});

await check('its program reads the balance, which the expansion has lowered', async () => {
  const { stdout } = await runProgram(['--json', 'account', 'credits']);
  const { summary } = JSON.parse(stdout);
  // One of each kind: image, video, try-on.
  assert.equal(summary.active_packages, 3);
  assert.equal(summary.total_credits - summary.remaining_credits, UNITS_PER_PICTURE);
});

await check('its program stops at a wrong secret', async () => {
  const run = runProgram(['account', 'credits'], { KLING_SECRET_KEY: 'not-the-secret-key-of-this-emulator' });
  await assert.rejects(run, ({ code, stderr }) => code === 1 && stderr.includes('The token\'s signature is wrong'));
});

await check('a create answers with a task, a wait with its result, a download with the picture', async () => {
  const created = await api.expandImage({ image: small, ...growth, external_task_id: 'second-party-1' });
  assert.equal(created.code, 0);
  assert.equal(created.message, 'SUCCEED');
  assert.match(created.data.task_id, /^\d{18}$/);
  assert.equal(created.data.task_status, 'submitted');
  assert.equal(created.data.task_info.external_task_id, 'second-party-1');
  assert.ok(Number.isInteger(created.data.created_at) && created.data.updated_at >= created.data.created_at);

  const ended = await api.waitForImageResult(created.data.task_id, (id) => api.queryImageExpandTask(id), WAITING);
  assert.equal(ended.data.task_status, 'succeed');
  assert.equal(ended.data.final_unit_deduction, String(UNITS_PER_PICTURE));
  assert.deepEqual(ended.data.task_result.images.map(({ index }) => index), [0]);

  const [path] = await api.saveImageResult(ended, join(folder, 'library'), 'second party');
  const [before, after] = [small, path].map((file) => PNG.sync.read(readFileSync(file)));
  assert.equal(`${after.width}x${after.height}`, '480x360');
  const kept = new PNG({ width: 300, height: 300 });
  PNG.bitblt(after, kept, 150, 0, 300, 300, 0, 0);
  assert.ok(kept.data.equals(before.data), 'the original is not where the ratios put it');
});

await check('a task is found by its external id too, and the id cannot be used twice', async () => {
  const found = await api.queryImageExpandTask('second-party-1');
  assert.equal(found.data.task_info.external_task_id, 'second-party-1');
  const again = api.expandImage({ image: small, ...growth, external_task_id: 'second-party-1' });
  await assertRefused(again, 1201, 400, /^External_task_id second-party-1 already exists$/);
});

await check('a picture may be given by URL', async () => {
  const { data } = await api.queryImageExpandTask('second-party-1');
  const { pathname } = new URL(data.task_result.images[0].url);
  const ended = await finishExpansion({ image: `${emulator.base_url}${pathname}` });
  assert.equal(ended.data.task_status, 'succeed');
});

await check('the costs select packs by time and name', async () => {
  const [now, day] = [Date.now(), 24 * 60 * MINUTE_MS];
  const all = await api.getAccountInfo(now - 30 * day, now + day);
  assert.equal(all.data.code, 0);
  const [pack] = all.data.resource_pack_subscribe_infos;
  assert.equal(pack.status, 'online');
  assert.equal(pack.remaining_quantity, UNITS_BOUGHT - 3 * UNITS_PER_PICTURE);
  assert.ok(pack.invalid_time > now);
  const count = async (...window) => (await api.getAccountInfo(...window)).data.resource_pack_subscribe_infos.length;
  assert.deepEqual(await Promise.all([count(0, now + day, pack.resource_pack_name), count(0, now + day, 'another'), count(0, 1)]), [1, 0, 0]);
});

await check('wrong keys and stale tokens are refused', async () => {
  const now = Date.now();
  const read = (credentials) => new KlingAPI({ ...keys, ...credentials }).getAccountInfo(0, now);
  await assertRefused(read({ secretKey: 'not-the-secret-key-of-this-emulator' }), 1000, 401, /signature/);
  await assertRefused(read({ accessKey: 'nobody' }), 1002, 401, /access key/);
  await control('clock', { token_skew_ms: 31 * MINUTE_MS });
  await assertRefused(read({}), 1004, 401, /expired/);
  await control('clock', { token_skew_ms: 0 });
  await read({});
});

await check('invalid requests are refused with what is wrong', async () => {
  const refused = (params, message) => assertRefused(api.expandImage({ image: small, ...growth, ...params }), 1201, 400, message);
  await refused({ image: drawPicture(299, 400) }, /image/);
  await refused({ image: drawPicture(300, 751) }, /image/);
  await refused({ image: 'bm90IGEgcGljdHVyZQ==' }, /image/);
  await refused({ image: `data:image/png;base64,${readFileSync(small).toString('base64')}` }, /data:/);
  await refused({ callback_url: 'nowhere' }, /callback_url/);
  await assertRefused(api.queryImageExpandTask('123456789012345678'), 1201, 400, /^Task not found by id\/external id: 123456789012345678$/);
});

await check('a refused create leaves no task and costs nothing', async () => {
  const { count } = await control('tasks');
  const [pack] = await control('packs');
  const spent = UNITS_BOUGHT - pack.remaining_units;
  assert.deepEqual({ count, spent }, { count: 3, spent: 3 * UNITS_PER_PICTURE });
});

await check('a failed task is no error of the API, and tells its reason', async () => {
  await control('faults', { fault: 'fail_task', message: 'Failure to pass the risk control system' });
  await assert.rejects(finishExpansion(), /^KlingAPIError: Failure to pass the risk control system$/);
});

await check('it comes back after a 503 and makes one task', async () => {
  const { count: before } = await control('tasks');
  const maintenance = { status: 503, code: 5001, message: 'Service unavailable' };
  await control('faults', { fault: 'answer', operation: 'create_image_expansion', ...maintenance });
  await finishExpansion();
  assert.equal((await control('tasks')).count, before + 1);
});

await check('a create whose answer is lost is not paid twice under one external id', async () => {
  const { count: before } = await control('tasks');
  await control('faults', { fault: 'gateway_page', when: 'after', operation: 'create_image_expansion' });
  const repeated = finishExpansion({ external_task_id: 'second-party-2' });
  await assertRefused(repeated, 1201, 400, /^External_task_id second-party-2 already exists$/);
  assert.equal((await control('tasks')).count, before + 1);
});

await check('an exhausted pack refuses', async () => {
  const { name } = (await control('packs')).find(({ kind }) => kind === 'image');
  await control(`packs/${name}`, { remaining_units: UNITS_PER_PICTURE - 1 });
  await assertRefused(api.expandImage({ image: small, ...growth }), 1102, 429, /^Account balance not enough$/);
});

finish();
