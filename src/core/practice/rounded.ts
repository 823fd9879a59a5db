/** To a hundredth. Sums of hours such as 22.7 carry tails that nobody wrote and that would make the last hour missing for ever. */
export function rounded(amount: number): number {
  return Math.round(amount * 100) / 100;
}
