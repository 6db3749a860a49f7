// What a claim asks of one person now: read off its state, what its panel has come to and in what standing he is to it. It
// mirrors what the acts themselves refuse, so that nobody is sent to a door that stays shut (domain.md section 7).

import { CLAIM_SIDES, type ClaimSide, type ClaimStage, type ClaimState } from '../claim/claim';
import type { InboxKind } from './kinds';

/** In what standing somebody is to the claim; each already without whoever is recused from it. */
export interface Standing {
  claimant: boolean;
  /** Speaks for the side that holds the flaw against it. */
  accuser: boolean;
  handles: boolean;
  /** Handles, and is free to decide as well. */
  decides: boolean;
  /** An inspector of the body above, free to decide. */
  higher: boolean;
  /** Has a seat now, and is free to vote. */
  sits: boolean;
  /** May run the check of the flaw. */
  checks: boolean;
}

export interface PanelStanding {
  fit: boolean;
  /** The person asked about has voted in this round. */
  voted: boolean;
  /** Every seat has. */
  complete: boolean;
  majority: boolean;
  /** `check`: facts changed since the last check, before anybody voted; `votes`: what was voted on has changed. */
  changed: 'no' | 'check' | 'votes';
}

export interface Proposal {
  /** The person asked about proposed it, or sent it upwards. */
  own: boolean;
  /** It goes to the higher level first. */
  referral: boolean;
  /** It still has its majority, on the state it was made on. */
  sound: boolean;
}

export interface ClaimAsked {
  state: ClaimState;
  stage: ClaimStage;
  me: Standing;
  heard: Readonly<Record<ClaimSide, boolean>>;
  /** Null where no panel is at work. */
  panel: PanelStanding | null;
  proposal: Proposal | null;
  /** A recusal nobody has decided yet keeps him from proposing and issuing. */
  demandOpen: boolean;
  /** Whether a review may still be asked for, and by whom. */
  review: 're-review' | 'upper-review' | null;
  appealOpen: boolean;
  correctionsOpen: boolean;
}

export interface Step {
  kind: InboxKind;
  parts: string[];
}

const step = (kind: InboxKind, parts: string[] = []): Step => ({ kind, parts });
const when = (open: boolean, kind: InboxKind): Step[] => (open ? [step(kind)] : []);

export function claimSteps(asked: ClaimAsked): Step[] {
  const { state, me } = asked;
  switch (state) {
    case 'filed':
      return when(me.handles, 'claim.admit');
    case 'admitted':
      return [...when(me.handles, 'claim.investigate'), ...hearing(asked)];
    case 'suspended':
      return when(me.handles, 'claim.resume');
    case 'investigating':
      return [...hearing(asked), ...preparing(asked)];
    case 'deliberating':
      return deciding(asked);
    case 're-review':
    case 'upper-review':
      return [...hearing(asked), ...deciding(asked)];
    case 'referred':
      return referred(asked);
    case 'decided':
      return when(me.handles, 'claim.serve');
    case 'served':
      return afterServing(asked);
    case 'not-admitted':
    case 'withdrawn':
    case 'closed':
      return [];
  }
}

const unheard = ({ heard }: ClaimAsked): ClaimSide[] => CLAIM_SIDES.filter(side => !heard[side]);

/** Each side for itself; the handling body takes down what is missing of the other. */
function hearing(asked: ClaimAsked): Step[] {
  const { me } = asked;
  const missing = unheard(asked);
  const own = missing.filter(side => me[side]);
  const others = missing.filter(side => !me[side]);
  return [
    ...(own.length > 0 ? [step('claim.state', own)] : []),
    ...(me.handles && others.length > 0 ? [step('claim.hear', others)] : []),
  ];
}

function preparing(asked: ClaimAsked): Step[] {
  const { me, panel } = asked;
  if (!panel?.fit) return when(me.handles, 'claim.form-panel');
  if (unheard(asked).length > 0) return [];
  return panel.changed === 'no' ? when(me.handles, 'claim.deliberate') : when(me.checks, 'flaw.check');
}

function deciding(asked: ClaimAsked): Step[] {
  const { me, panel, proposal, demandOpen } = asked;
  if (!panel?.fit) return when(me.handles, 'claim.form-panel');
  if (unheard(asked).length > 0) return [];
  if (!proposal) return voting(asked, panel);
  if (!proposal.sound) return anew(asked);
  return when(me.decides && !proposal.own && !demandOpen, proposal.referral ? 'claim.refer' : 'claim.issue');
}

function voting(asked: ClaimAsked, { changed, complete, majority, voted }: PanelStanding): Step[] {
  const { me, demandOpen } = asked;
  if (changed === 'votes' || (complete && !majority)) return anew(asked);
  if (complete) return when(me.sits && !demandOpen, 'claim.propose');
  if (changed === 'check') return when(me.checks, 'flaw.check');
  return when(me.sits && !voted, 'claim.opine');
}

/** A round that leads nowhere: back to the facts, or in a review to another panel, which opens a new round. */
function anew({ state, me }: ClaimAsked): Step[] {
  return state === 'deliberating' ? when(me.sits, 'claim.reopen') : when(me.handles, 'claim.form-panel');
}

function referred({ me, proposal }: ClaimAsked): Step[] {
  if (!me.higher || !proposal) return [];
  if (!proposal.sound) return [step('claim.send-back')];
  return when(!proposal.own, 'claim.approve-referral');
}

function afterServing({ me, review, appealOpen, correctionsOpen }: ClaimAsked): Step[] {
  return [
    ...(me.claimant && appealOpen && review ? [step(`claim.request-${review}`)] : []),
    ...when(me.handles && !appealOpen && !correctionsOpen, 'claim.close'),
  ];
}
