import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { Search } from '@/app/router';

/** The id in the address of this page. */
export const useId = (): string => (useParams({ strict: false }) as { id: string }).id;

/** Filters and tabs behind the question mark, and a way to change some of them. */
export function useFilters(): [Search, (patch: Search) => void] {
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  return [search, patch => void navigate({ to: '.', search: { ...search, ...patch }, replace: true })];
}
