-- The text of a rulebook is typed for longer than any form: it is kept like one.

alter table form_draft drop constraint form_draft_form_check;
alter table form_draft add constraint form_draft_form_check check (form in ('pilot', 'amendment', 'pledge', 'approval',
  'exemption', 'flaw', 'claim', 'statement', 'fact', 'opinion', 'decision', 'correction', 'rulebook'));
