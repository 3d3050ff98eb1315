// How much a proof does: a sample in `cargo xtask test`, all of it when
// RELATA_SOAK is set.

export const soaking = Boolean(process.env.RELATA_SOAK);

/** The sample, or the whole. */
export function times(sample, whole) {
  return soaking ? whole : sample;
}
