// What the client must be able to do with videos. One line per check; fails when one fails.
//
// node videos.mjs READY_RECORD FOLDER PICTURE
// READY_RECORD is the emulator's, FOLDER is for what the client writes, PICTURE is a JPEG of 960 by 1200.
// HTTPS_PROXY and NODE_EXTRA_CA_CERTS lead the client to the front.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { WAITING, api, assertRefused, check, control, finish, folder, picture, runProgram } from './harness.mjs';
import { readMp4 } from './mp4.mjs';

/** Waits for a task and saves its one video. */
async function save(created, query) {
  const ended = await api.waitForVideoResult(created.data.task_id, query, WAITING);
  assert.equal(ended.data.task_status, 'succeed');
  const [path] = await api.saveVideoResult(ended, join(folder, 'videos'), 'second party');
  const [video] = ended.data.task_result.videos;
  return { task: ended.data, video, file: readMp4(path) };
}

await check('its program makes a video from words, waits and saves an MP4 of five seconds', async () => {
  const output = join(folder, 'program');
  const wish = ['--prompt', 'a boat leaves the pier', '--model', 'kling-v2-6', '--duration', '5', '--aspect-ratio', '9:16'];
  await runProgram(['--output-dir', output, 'video', 'text2video', ...wish, '--wait']);
  const [saved, ...others] = readdirSync(output, { recursive: true }).filter((name) => name.endsWith('.mp4'));
  assert.deepEqual(others, []);
  const { seconds, size } = readMp4(join(output, saved));
  assert.ok(Math.abs(seconds - 5) < 0.1, `${seconds} s`);
  const [width, height] = size.split('x').map(Number);
  assert.ok(width < height, size);
});

await check('words become a video with sound: created, polled, downloaded, paid by the second', async () => {
  const wish = { model_name: 'kling-v2-6', prompt: 'rain', mode: 'pro', sound: 'on', external_task_id: 'second-party-video' };
  const created = await api.textToVideo({ ...wish, duration: '5' });
  assert.equal(created.data.task_status, 'submitted');
  assert.equal(created.data.task_info.external_task_id, 'second-party-video');
  const { task, video, file } = await save(created, (id) => api.queryTextToVideoTask(id));
  assert.match(video.id, /^\d+$/);
  assert.ok(Math.abs(Number(video.duration) - 5) < 0.1 && Math.abs(file.seconds - 5) < 0.1);
  assert.equal(file.size, '1920x1080');
  assert.deepEqual(file.tracks.sort(), ['soun', 'vide']);
  assert.equal(task.final_unit_deduction, '5');
});

await check('a picture from disk becomes a video of ten seconds in its own shape', async () => {
  const created = await api.imageToVideo({ model_name: 'kling-v2-6', image: picture, prompt: 'the lamp turns', duration: '10' });
  const { video, file } = await save(created, (id) => api.queryImageToVideoTask(id));
  assert.ok(Math.abs(Number(video.duration) - 10) < 0.1 && Math.abs(file.seconds - 10) < 0.1);
  const [width, height] = file.size.split('x').map(Number);
  assert.ok(Math.abs(width / height - 960 / 1200) < 0.02, file.size);
  assert.deepEqual(file.tracks, ['vide']);
});

await check('a video is extended by its id', async () => {
  const before = await save(await api.textToVideo({ model_name: 'kling-v1-6', prompt: 'rain', duration: '5' }));
  const created = await api.extendVideo({ video_id: before.video.id, prompt: 'the rain stops' });
  const { file, task } = await save(created, (id) => api.queryExtendVideoTask(id));
  assert.ok(file.seconds > before.file.seconds + 3, `${file.seconds} s`);
  assert.equal(task.task_info.parent_video.id, before.video.id);
});

await check('a task is found by its external id, and only under its own product', async () => {
  const found = await api.queryTextToVideoTask('second-party-video');
  assert.equal(found.data.task_status, 'succeed');
  await assertRefused(api.queryImageToVideoTask('second-party-video'), 1201, 400, /^Task not found by id\/external id: second-party-video$/);
});

await check('the model it takes by itself is discontinued', async () => {
  const { count } = await control('tasks');
  await assertRefused(api.textToVideo({ prompt: 'rain' }), 1203, 404, /kling-v1' has been discontinued/);
  assert.equal((await control('tasks')).count, count);
});

finish();
