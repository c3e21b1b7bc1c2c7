// Draws and writes a film while the page goes on.

import { openStudio } from './film.js';

const studio = openStudio((answer) => postMessage(answer, 'bytes' in answer ? { transfer: [answer.bytes.buffer] } : undefined));
addEventListener('message', ({ data }) => studio(data));
