import { ApiProperty, OmitType } from '@nestjs/swagger';
import type { Receipt } from '../ledger/append';
import { ReceiptView } from '../ledger/ledger.dto';
import { ChoiceField, PartField, TextField } from '../platform/fields';
import { AccountView, CreateAccount } from './accounts.dto';
import { CreateOrganisation, OrganisationView } from './organisations.dto';

const FIRST_LEVELS = ['county', 'city', 'province'] as const;
const FIRST_KINDS = ['government', 'bureau'] as const;

export class FirstOrganisation extends OmitType(CreateOrganisation, ['region', 'level', 'kind', 'superiorId']) {
  @ChoiceField({ zh: '层级', of: FIRST_LEVELS, example: 'county' }) level: (typeof FIRST_LEVELS)[number];
  @ChoiceField({ zh: '单位性质', of: FIRST_KINDS, example: 'government' }) kind: (typeof FIRST_KINDS)[number];
}

export class Administrator extends OmitType(CreateAccount, ['organisationId', 'personId']) {}

export class Administrators {
  @PartField({ zh: '系统管理员', type: () => Administrator }) sysadmin: Administrator;
  @PartField({ zh: '安全管理员', type: () => Administrator }) secadmin: Administrator;
  @PartField({ zh: '审计员', type: () => Administrator }) auditor: Administrator;
}

/** A county's (city's, province's) first organisation and its three separated administrators. */
export class OpenCounty {
  @TextField({ zh: '登记辖区，六位区划代码', max: 6, pattern: /^\d{6}$/, example: '513221' }) county: string;
  @PartField({ zh: '首个单位', type: () => FirstOrganisation }) organisation: FirstOrganisation;
  @PartField({ zh: '三员，须为三个不同的人', type: () => Administrators }) administrators: Administrators;
}

export class SetUp extends OpenCounty {
  @TextField({ zh: '首次启动时给出的一次性令牌', max: 100, example: 'q83vEjRWeJq83vEjRWeJq83vEjRWeJq83vEjRWeJq80' })
  token: string;
}

export class OpenedAccount extends AccountView {
  @ApiProperty({ description: '仅显示这一次 / shown once only', example: 'k3m9p-x7w2q-b4n8t-r6v5c' })
  oneTimePassword: string;
}

export class OpenedAdministrators {
  @ApiProperty({ type: OpenedAccount }) sysadmin: OpenedAccount;
  @ApiProperty({ type: OpenedAccount }) secadmin: OpenedAccount;
  @ApiProperty({ type: OpenedAccount }) auditor: OpenedAccount;
}

export class CountyOpened {
  @ApiProperty({ example: '513221' }) county: string;
  @ApiProperty({ type: OrganisationView }) organisation: OrganisationView;
  @ApiProperty({ type: OpenedAdministrators }) administrators: OpenedAdministrators;
  @ApiProperty({ type: [ReceiptView] }) receipts: Receipt[];
}
