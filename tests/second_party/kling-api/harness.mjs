// What both lists of checks begin with: the client, the emulator, and one line for each check.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { KlingAPI, KlingAPIError } from 'kling-api';

export const MINUTE_MS = 60 * 1000;
export const WAITING = { interval: 100, timeout: MINUTE_MS, showSpinner: false };

assert.match(process.env.HTTPS_PROXY ?? '', /^http:\/\/127\.0\.0\.1:/, 'without the front the client would call the real service');

const [readyRecord, folder, picture] = process.argv.slice(2);
const emulator = JSON.parse(readyRecord);
export { emulator, folder, picture };
export const keys = { accessKey: emulator.access_key, secretKey: emulator.secret_key };
export const api = new KlingAPI(keys);

let passed = 0;
let failed = 0;

export async function check(name, body) {
  try {
    await body();
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.stack ?? error}`);
  }
}

export function finish() {
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

export async function runProgram(args, environment = {}) {
  const env = { ...process.env, KLING_ACCESS_KEY: keys.accessKey, KLING_SECRET_KEY: keys.secretKey, ...environment };
  return promisify(execFile)('node', ['node_modules/kling-api/dist/cli.js', ...args], { env, timeout: MINUTE_MS });
}

export async function control(path, body) {
  const request = body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(`${emulator.base_url}/_emulator/${path}`, request);
  assert.ok(response.ok, `the control plane refused ${path}: ${response.status}`);
  return response.json();
}

export async function assertRefused(call, code, httpStatus, message) {
  await assert.rejects(call, (error) => {
    assert.ok(error instanceof KlingAPIError, `not an error of the API: ${error.stack}`);
    assert.deepEqual({ code: error.code, httpStatus: error.httpStatus }, { code, httpStatus });
    assert.match(error.message, message);
    assert.ok(error.requestId);
    return true;
  });
}
