// 澄清通报: an accusation was examined and found untrue; the name of the one accused is cleared as widely as it suffered.
// Whoever raised the matter has no field here.

import type { Paper } from '../../paper/paper';
import { paperDay } from '../../paper/forms';
import type { Day } from '../../period';
import { framed, heading, paragraph, prose, sentence } from './frame';
import type { Claimant, ClaimSubject, PaperFrame } from './frame';

export interface ClearancePaperFacts {
  frame: PaperFrame;
  subject: Pick<ClaimSubject, 'claim'> & { claimant: Claimant };
  /** 主送机关: those among whom it is published. */
  addressee: string;
  /** Day the matter was received. */
  receivedOn: Day;
  /** What was alleged, one entry each. */
  alleged: readonly string[];
  /** What the examination found, one paragraph each. */
  found: readonly string[];
  /** Where it is published: 全县各乡镇和县级部门. */
  scope: string;
}

export function clearancePaper({ frame, subject, ...facts }: ClearancePaperFacts): Paper {
  const { name } = subject.claimant;
  return framed(frame, {
    title: `关于${name}有关问题的\n澄清通报`,
    addressee: facts.addressee,
    body: [
      paragraph(
        `${paperDay(facts.receivedOn)}，本机关收到反映${name}有关问题的材料。` +
          `经调查核实，所反映的问题不属实。现予澄清，并将有关情况通报如下。`,
      ),
      heading('反映的主要问题'),
      { kind: 'list', items: facts.alleged.map(sentence) },
      heading('调查核实情况'),
      ...facts.found.flatMap(prose),
      heading('澄清结论'),
      paragraph(`上述反映${name}的问题不属实，予以澄清正名。有关案件编号为${subject.claim}。`),
      heading('通报范围和要求'),
      paragraph(
        `本通报在${facts.scope}范围内发布。上述不实反映不作为对${name}考核、评先评优、` +
          `职务职级晋升、职称评聘和表彰奖励的不利依据；已经因此受到影响的，由有关单位依规予以纠正。`,
      ),
    ],
  });
}
