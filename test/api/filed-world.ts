// A world in which story S1 is told up to a first claim: played once a spec file, for every member a copy to go on with.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { testServer } from '../setup/database';
import { openAgain, openWorld, type World } from '../setup/world';
import { claimUpTo, copyModels, type ClaimStory } from './claim-story';

interface FiledWorld {
  world: World;
  story: ClaimStory;
}

let played: Promise<FiledWorld> | undefined;

async function play(): Promise<FiledWorld> {
  const world = await openWorld();
  const story = await claimUpTo(world, 'filed');
  await world.rest();
  // Its files are copied with it, and so far it has none.
  mkdirSync(join(testServer().folder, world.database.name), { recursive: true });
  return { world, story };
}

/** On 9 June 2026, the day the claim was filed. */
export async function openFiled(): Promise<FiledWorld> {
  played ??= play();
  const { world: atRest, story } = await played;
  const world = await openAgain(atRest, atRest.clock.now());
  copyModels(atRest, world);
  return { world, story: structuredClone(story) };
}
