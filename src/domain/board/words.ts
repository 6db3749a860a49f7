// What the signals of a claim's clock are called in a printed report.
import type { ShownSignal } from '../claim/clock';

export const SIGNAL_NAMES: Readonly<Record<ShownSignal, string>> = {
  green: '期限内',
  yellow: '临近期限',
  red: '超期',
  none: '无期限环节',
};
