import type { Day, Instant } from '@verdant/domain/time/day';
import { localInstant } from '../../stores/facts/local-instant.ts';
import type { Random } from './random.ts';

const lastMinute = 23 * 60 + 45;
const sessionMinutes = 95;

/** DayClock places one day's work: it starts near the person's hour, pauses after a long session and ends before midnight. */
export class DayClock {
  readonly day: Day;
  readonly #timeZone: string;
  readonly #random: Random;
  #minute: number;
  #sessionStart: number;

  constructor(day: Day, startMinute: number, timeZone: string, random: Random) {
    this.day = day;
    this.#timeZone = timeZone;
    this.#random = random;
    this.#minute = Math.max(5, Math.min(21 * 60, startMinute));
    this.#sessionStart = this.#minute;
  }

  /** now is the instant of the day's present minute. */
  now(): Instant {
    return localInstant(this.day, Math.floor(this.#minute * 60) / 60, this.#timeZone);
  }

  /** spend lets minutes pass and gives them back, one decimal. */
  spend(minutes: number): number {
    const spent = Math.max(0.5, Math.round(minutes * 10) / 10);
    this.#minute += spent;
    return spent;
  }

  /** rest lets a short while pass; a session that has grown long is left for later. */
  rest(): void {
    this.#minute += this.#random.between(0.3, 3.5);
    if (this.#minute - this.#sessionStart < sessionMinutes) return;
    this.#minute += this.#random.between(50, 160);
    this.#sessionStart = this.#minute;
  }

  /** isOver holds when a step of ordinary length would run into the next day. */
  isOver(): boolean {
    return this.#minute > lastMinute - 45;
  }
}
