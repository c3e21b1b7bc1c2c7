/** A coordinate of the data is centre + unit times that of the plane. */
export interface Scale {
  centre: [number, number];
  unit: [number, number];
  /** The two differ from 0 and 1. */
  standardised: boolean;
}

/** What the text that points were read from calls things. */
export interface Names {
  /** The columns, where it has a header. */
  columns: [string, string, string] | null;
  /** The labels -1 and 1. */
  labels: [string, string];
}
