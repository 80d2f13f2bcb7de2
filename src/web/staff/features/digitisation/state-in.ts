/** A state that stands in the address, if it is one of these. */
export const stateIn = <State extends string>(states: Readonly<Record<State, string>>, text: string | undefined): State | undefined =>
  (Object.keys(states) as State[]).find((state) => state === text);
