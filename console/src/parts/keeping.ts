// Ties a form to the keeper of its draft: what is found is put into the fields, what is typed or filled in goes back to it.
import { Form, type FormInstance } from 'antd';
import { useEffect, useLayoutEffect, useMemo, useSyncExternalStore } from 'react';
import { DraftKeeper, type DraftState } from '@/api/draft-keeper';
import type { FormName } from '@/api/form-draft';
import { useSelf } from '@/api/session-hook';

export function useKeeper(form: FormName, subject: string): [DraftKeeper, DraftState] {
  const { accountId } = useSelf();
  const keeper = useMemo(() => new DraftKeeper({ accountId, form, subject }), [accountId, form, subject]);
  useEffect(() => keeper.watch(), [keeper]);
  return [keeper, useSyncExternalStore(keeper.onChange, keeper.state)];
}

/** For a form that stands: its fields are there. */
export function useKept<V extends object>(form: FormInstance<V>, keeper: DraftKeeper): void {
  useLayoutEffect(() => {
    const { found } = keeper.state();
    if (found !== null) fill(form, found.values);
    keeper.begin(contentOf(form));
  }, [form, keeper]);

  // What is typed is noted at the keystroke, by noteTyped; what a copy or a computed value fills in, when it is seen here.
  const watched: unknown = Form.useWatch([], form);
  useEffect(() => {
    if (watched !== undefined) keeper.note(contentOf(form));
  }, [watched, form, keeper]);
}

/** At the keystroke itself: a page that is left in the next instant must find it in the tab. */
export const noteTyped = <V>(form: FormInstance<V>, keeper: DraftKeeper): void => keeper.note(contentOf(form));

const contentOf = <V>(form: FormInstance<V>): Content => form.getFieldsValue(true) as Content;

type Content = Record<string, unknown>;
const isContent = (value: unknown): value is Content =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Puts `values` in place of what stands there, defaults that were cleared included. */
export function fill<V>(form: FormInstance<V>, values: Content): void {
  form.setFieldsValue(inPlaceOf(contentOf(form), values) as never);
}

/** antd only adds and replaces, so what `next` has no more is named too. */
function inPlaceOf(before: Content, next: Content): Content {
  const gone = Object.keys(before).filter(name => !(name in next));
  const stay = Object.entries(next).map(([name, value]) => {
    const old = before[name];
    return [name, isContent(old) && isContent(value) ? inPlaceOf(old, value) : value] as const;
  });
  return Object.fromEntries([...gone.map(name => [name, undefined] as const), ...stay]);
}
