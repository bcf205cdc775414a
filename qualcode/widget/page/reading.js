// Which turns were read, in stretches.

/**
 * The stretches of turns that follow on each other; who does not speak for a respondent makes no gap.
 * @param {number[]} numbers of turns, in order @param {Record<string, string>} reading of the respondents' turns
 * @returns {[number, number][]} the first and the last turn of each
 */
export function runs(numbers, reading) {
  /** @type {[number, number][]} */ const found = [];
  for (const number of numbers) {
    const last = found.at(-1);
    let next = (last?.[1] ?? number) + 1;
    while (last && next < number && !reading[next]) next += 1;
    if (last && next >= number) last[1] = number;
    else found.push([number, number]);
  }
  return found;
}
