import pino, { type DestinationStream, type Logger } from 'pino';

/** makeLogger writes JSON lines without cookies, passwords and session ids. */
export function makeLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    redact: {
      paths: ['req.headers.cookie', 'req.headers.authorization', 'res.headers["set-cookie"]', 'headers.cookie', 'cookie', 'password', '*.password',
        'session.id', '*.session.id'],
      censor: '[not logged]',
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
