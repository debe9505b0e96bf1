/** Width and height in whole pixels, each from 1 to 4294967295. */
export interface Size {
  width: number;
  height: number;
}

/** Where the top left pixel of the original lies in a canvas: columns to its left, rows above it. */
export interface Origin {
  x: number;
  y: number;
}

/** One value for each side of a picture. */
export interface Sides<T> {
  up: T;
  down: T;
  left: T;
  right: T;
}

/** A decimal to read: `"0.1495"`, or a number, which counts as the decimal that JavaScript prints for it. */
export type Decimal = string | number;

/** Width to height in whole numbers. */
export type Aspect = `${number}:${number}`;

/** Where the original sits in the new canvas: a name, or the share of the growth to its left and above it, from 0 to 1. */
export type Anchor =
  | "top-left"
  | "top"
  | "top-right"
  | "left"
  | "center"
  | "right"
  | "bottom-left"
  | "bottom"
  | "bottom-right"
  | { x: Decimal; y: Decimal };

/** What is wanted: exactly one of these. */
export type Wish = AspectWish | AreaWish | CanvasWish | MarginsWish | RatiosWish;

/** A canvas of this shape, with the least area that reaches it unless told otherwise. */
export interface AspectWish {
  aspect: Aspect;
  /** A multiple of the original's area; beyond 3 it takes several steps. */
  area?: "least" | "largest" | Decimal;
  canvas?: never;
  margins?: never;
  ratios?: never;
}

/** This many times the area, in the shape of the original; `"largest"` is as much as one expansion allows. */
export interface AreaWish {
  area: "largest" | Decimal;
  aspect?: never;
  canvas?: never;
  margins?: never;
  ratios?: never;
}

/** A canvas of exactly this size. Without an origin the anchor says where the original lies. */
export interface CanvasWish {
  canvas: Size;
  origin?: Origin;
  aspect?: never;
  area?: never;
  margins?: never;
  ratios?: never;
}

/** These many pixels more on each side. */
export interface MarginsWish {
  margins: Partial<Sides<number>>;
  aspect?: never;
  area?: never;
  canvas?: never;
  ratios?: never;
}

/** The API's own four ratios, each from 0 to 2: up and down in heights, left and right in widths. */
export interface RatiosWish {
  ratios: Partial<Sides<Decimal>>;
  aspect?: never;
  area?: never;
  canvas?: never;
  margins?: never;
}

/** What comes back of an expansion. */
export interface Prediction {
  canvas: Size;
  /** Whether the canvas is the same whichever way the service rounds to pixels. */
  canvasIsExact: boolean;
  origin: Origin;
}

/** A wish made into four legal ratios. */
export interface Plan extends Prediction {
  possible: true;
  source: Size;
  /** Exact decimals. */
  ratios: Sides<string>;
  /** The same ratios as members of the request, ready for `JSON.stringify`. */
  request: {
    up_expansion_ratio: number;
    down_expansion_ratio: number;
    left_expansion_ratio: number;
    right_expansion_ratio: number;
  };
  /** The area of the new canvas over that of the original: an exact decimal from 1 to 3. */
  areaMultiple: string;
}

/** No legal expansion reaches the wish. */
export interface Impossible {
  possible: false;
  reason: Reason;
  /** The reason in a sentence. */
  message: string;
  /** The nearest wish that can be planned for the same picture and anchor. */
  nearest: Wish;
}

/** Why not. `neededArea` is a multiple of the original's area, rounded up to a millionth. */
export type Reason =
  | { kind: "area-exceeded"; neededArea: number }
  | { kind: "aspect-out-of-reach"; neededArea: number }
  | { kind: "aspect-needs-more-area"; neededArea: number }
  | { kind: "margin-too-large"; side: keyof Sides<unknown>; margin: number; limit: number }
  | { kind: "would-crop" }
  | { kind: "origin-outside" }
  | { kind: "other" };

/** One of several expansions. */
export interface Step {
  /** The expansion, of the picture that the step before made. */
  plan: Plan;
  /** Where the original, the picture that the first step began with, lies in this step's canvas. */
  origin: Origin;
}

/** Expansions one after the other: each takes the result of the one before. */
export interface Steps {
  possible: true;
  source: Size;
  /** In the order in which they are taken; one at least. */
  steps: Step[];
  /** How many pictures are made, and paid for: one for each step but the last, and those of the last. */
  images: number;
  /** The canvas after the last step. */
  canvas: Size;
  /** Where the original lies in it. */
  origin: Origin;
}

/** No number of expansions reaches the wish. */
export interface Unreachable {
  possible: false;
  reason: Reason | { kind: "input-refused" } | { kind: "shape-out-of-reach" } | { kind: "side-too-long" };
  /** The reason in a sentence. */
  message: string;
  /** The nearest wish that steps reach; `null` where the picture itself is refused. */
  nearest: Wish | null;
}

/** What is to be sent: a picture of this size and, where they matter, other values. */
export interface Input extends Size {
  /** The size of the file, before any Base64. */
  bytes?: number;
  /** How many images are asked for (`n`). */
  count?: number;
  /** The length of the prompt in Unicode scalar values: `[...prompt].length`. */
  promptChars?: number;
}

/** One bound that an input breaks. */
export interface Refusal {
  /** The name of the bound in `limits()`. */
  bound: string;
  message: string;
}

/** One bound of the API. The decimals are exact; `null` is no bound at that end. */
export interface Bound {
  name: string;
  /** The member of the request it holds for. */
  field: string | null;
  unit: string | null;
  min: string | null;
  max: string | null;
  /** Where the number comes from. */
  source: string;
}
