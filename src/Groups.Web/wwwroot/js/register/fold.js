// What the taps of this device make of the register that the server drew. The server's fold decides; this one only shows what waits.

/** The standing facts of a row: those drawn and those waiting, without what a waiting tap takes back. */
export const standing = (drawn, row, taps) => {
  const undone = undoneBy(taps);
  return [...drawn, ...taps.filter(tap => arrives(tap, row)).map(tap => tap.id)].filter(id => !undone.has(id));
};

/** Whether waiting taps say that this row went home: true, false where they say that it came back, undefined where they say nothing. */
export const left = (row, taps) => {
  const undone = undoneBy(taps);
  const said = taps.filter(tap => !undone.has(tap.id) && (arrives(tap, row) || leaves(tap, row))).at(-1);
  return said && leaves(said, row);
};

/** Walk-ins that wait, and are not drawn yet. */
export const walkIns = (taps, isDrawn) => {
  const undone = undoneBy(taps);
  return taps.filter(tap => tap.kind === 'WalkIn' && !undone.has(tap.id) && !isDrawn(tap.id));
};

/** The headcount that was tapped last; null where none stands. */
export const counted = (drawn, drawnFacts, taps) => {
  const undone = undoneBy(taps);
  const last = taps.filter(tap => tap.kind === 'Headcount' && !undone.has(tap.id)).at(-1);
  return last ? last.count : drawnFacts.some(id => !undone.has(id)) ? drawn : null;
};

/** The standing facts of the headcount. */
export const countFacts = (drawnFacts, taps) => {
  const undone = undoneBy(taps);
  return [...drawnFacts, ...taps.filter(tap => tap.kind === 'Headcount').map(tap => tap.id)].filter(id => !undone.has(id));
};

/** How many are here: the headcount, or the names where there are more of them. */
export const here = (headcount, names) => Math.max(headcount ?? 0, names);

const undoneBy = taps => new Set(taps.filter(tap => tap.kind === 'Undone').map(tap => tap.undoes));
const arrives = (tap, row) => (tap.kind === 'Arrived' && tap.personId === row) || (tap.kind === 'WalkIn' && tap.id === row);
const leaves = (tap, row) => tap.kind === 'Left' && (tap.personId === row || tap.undoes === row);
