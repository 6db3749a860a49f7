// The one table of pictures: who looks at which page, under which name, and what the picture shows. A list that looks the
// same to several roles is shown once.

export const ROLES = {
  anybody: '任何人',
  sponsor: '申报人',
  department: '职能部门',
  inspector: '纪检监察',
  leader: '县领导',
  administrator: '系统管理员、安全管理员、审计员',
};

/** `press`: buttons that only open something; nothing is written by taking a picture. `choose`: answers that open the rest
 * of a form. `card`: the one part of a page that is shown. `see`: what is drawn late. */
const of = (role, login, rows) =>
  rows.map(([page, path, says, more]) => ({
    role,
    login,
    page,
    path: typeof path === 'string' ? () => path : path,
    says,
    ...more,
  }));

const titled = text => `main section:has(> h2:text-is("${text}"))`;

export const SHOTS = [
  ...of('anybody', null, [
    ['login', '/', '登录页'],
    ['verify', f => `/verify?code=${f.code}`, '核验文书：输入文书上的验证码，不用登录'],
  ]),
  ...of('sponsor', 'demo-sponsor', [
    ['home', '/', '首页“待我办理”：等本单位办的事，最急的在前'],
    ['pilots', '/pilots', '试点列表，可按状态、领域、地区筛选'],
    ['register', '/pilots/new', '登记试点：可照抄以前的试点，填的内容自动保存'],
    ['pilot', f => `/pilots/${f.cemetery.id}`, '一个试点的概况和“现在等谁”'],
    ['amend', f => `/pilots/${f.village.id}/amend`, '变更申报范围：边改边列出将要改动的内容'],
    ['scope', f => `/pilots/${f.village.id}?tab=scope`, '申报范围各版对照，不同之处有标记'],
    [
      'pledge-claim',
      f => `/pilots/${f.cemetery.id}?tab=pledges`,
      '登记承诺：谁答应了什么、依据文件、何时到位',
      { press: ['登记承诺'] },
    ],
    ['pledges', '/pledges', '上级承诺列表：会签没有、哪天到期'],
    ['pledge', f => `/pledges/${f.pledge.id}`, '一项承诺：应兑现、已兑现、欠兑现'],
    ['approvals-of-pilot', f => `/pilots/${f.cemetery.id}?tab=approvals`, '试点所需的审批：时间在谁手里'],
    [
      'inquire',
      f => `/pilots/${f.cemetery.id}?tab=approvals`,
      '不知道走哪项审批，先询问',
      { press: ['不知道走哪项审批，先询问'] },
    ],
    ['approvals', '/approvals', '所需审批列表：在谁手里、超期没有'],
    ['approval', f => `/approvals/${f.approval.id}`, '一项审批：每个工作日算在谁头上'],
    ['exemptions', '/exemptions', '容错备案列表'],
    ['record-new', f => `/exemptions/new?pilot=${f.cemetery.id}`, '容错备案：先回答事情发生了没有'],
    [
      'record-form',
      f => `/exemptions/new?pilot=${f.village.id}`,
      '两问都答“否”以后：预见的瑕疵、风险、保障措施、依托',
      { choose: ['否'] },
    ],
    ['record', f => `/exemptions/${f.sealed.id}`, '已封存的备案：何时起算、现在到哪一步'],
    ['safeguards', f => `/exemptions/${f.sealed.id}`, '登记保障措施的履行情况', { card: '#safeguards' }],
    ['receipt', f => `/exemptions/${f.sealed.id}`, '回执：下载 PDF 和证明文件，离线核验', { card: '#receipt' }],
    ['flaw-report', f => `/flaws/new?pilot=${f.cemetery.id}`, '自报瑕疵：只有几项必填，其余以后再补'],
    ['flaws', '/flaws', '程序瑕疵列表：状态和核对结论'],
    ['flaw', f => `/flaws/${f.flaw.id}`, '一个瑕疵：经过、核对结论、问责与申请'],
    ['finding', f => `/flaws/${f.flaw.id}/case`, '案件视图：结论、还缺什么、什么会改变结论'],
    ['facts', f => `/flaws/${f.openFlaw.id}/case`, '回答关键事实：逐项选“是”“否”“不清楚”', { card: '#facts' }],
    [
      'claim-new',
      f => `/claims/new?accountability=${f.accountability.id}&flaw=${f.openFlaw.id}`,
      '提出容错申请：登记过的备案、承诺、审批自动附上',
    ],
    ['claims', '/claims', '容错申请列表：走到哪一步、还剩几天'],
    ['claim', f => `/claims/${f.claim.id}`, '一件申请：办到哪一步、认定、文书下载'],
    ['corrections', '/corrections', '纠错任务列表'],
    ['correction', f => `/corrections/${f.correction.id}`, '一项纠错任务：反馈和核验的经过'],
    ['me', '/me', '我的账号：修改密码、看登录在哪里'],
  ]),
  ...of('sponsor', 'demo-sponsor3', [['review', f => `/claims/${f.reviewed.id}`, '申请复审以后：两次认定和各步用时']]),
  ...of('department', 'demo-land', [
    ['home', '/', '首页“待我办理”：要批的、要答复的，还剩几个工作日'],
    ['approval', f => `/approvals/${f.approval.id}`, '审批办理：批准、退回修改、中止计时'],
    ['return', f => `/approvals/${f.approval.id}`, '退回修改：一次说清每条意见', { press: ['退回修改'] }],
  ]),
  ...of('department', 'demo-labour', [
    ['inquiry', f => `/approvals/${f.inquiry.id}`, '有人询问：告知办理途径'],
    [
      'name-path',
      f => `/approvals/${f.inquiry.id}`,
      '告知办理途径：事项、依据、时限、材料',
      { press: ['告知办理途径'] },
    ],
  ]),
  ...of('department', 'demo-publicity', [
    ['rounds', f => `/approvals/${f.returned.id}`, '多轮退回：前后矛盾的要求会并列指出'],
  ]),
  ...of('department', 'demo-data', [
    ['pledge', f => `/pledges/${f.claimedPledge.id}`, '等本单位会签的承诺：会签确认或提出异议'],
    ['counter-sign', f => `/pledges/${f.claimedPledge.id}`, '会签前再看一遍内容', { press: ['会签确认'] }],
  ]),
  ...of('department', 'demo-civil', [
    ['owed', f => `/pledges/${f.pledge.id}`, '已确认、到期未兑现的承诺：填报兑现或填报调整'],
    ['deliver', f => `/pledges/${f.pledge.id}`, '填报兑现', { press: ['填报兑现'] }],
  ]),
  ...of('inspector', 'demo-inspector', [
    ['home', '/', '首页“待我办理”：审查、核对、申请各步'],
    ['review', f => `/exemptions/${f.record.id}/review`, '备案审查：警示、依托、与以前备案的差异'],
    ['opinion', f => `/exemptions/${f.record.id}/review`, '出具书面意见', { press: ['出具书面意见'] }],
    ['case', f => `/flaws/${f.flaw.id}/case`, '案件视图：时间轴与逐项条件并排'],
    ['facts', f => `/flaws/${f.flaw.id}/case`, '认定事实、回答须由人回答的问题', { card: '#facts' }],
    ['claims', '/claims', '容错申请列表：期限灯'],
    ['claim', f => `/claims/${f.openClaim.id}/case`, '申请的案件视图：进度、期限、现在能办的事'],
    ['statements', f => `/claims/${f.openClaim.id}/case?tab=statements`, '双方陈述', { card: '#procedure' }],
    ['recusals', f => `/claims/${f.claim.id}/case?tab=recusals`, '回避', { card: '#procedure' }],
    [
      'panel-form',
      f => `/claims/${f.openClaim.id}/case?tab=panel`,
      '组成合议组',
      { card: '#procedure', press: ['查看可以任命的人员'] },
    ],
    ['panel', f => `/claims/${f.claim.id}/case?tab=panel`, '合议组、六要素意见与表决', { card: '#procedure' }],
    ['decision', f => `/claims/${f.claim.id}/case?tab=decision`, '拟定、签发、送达', { card: '#procedure' }],
    ['documents', f => `/claims/${f.claim.id}/case?tab=documents`, '文书下载', { card: '#procedure' }],
    ['after', f => `/claims/${f.correction.claimId}/case?tab=after`, '纠错与澄清正名', { card: '#procedure' }],
    ['protections', '/protections', '不影响使用查询'],
    ['rulebooks', '/rulebooks', '容错清单与草案'],
    ['rulebook', f => `/rulebooks/${f.rulebook}`, '清单全文'],
    ['compare', f => `/rulebooks/compare?from=${f.earlierRulebook}&to=${f.rulebook}`, '两版清单对照'],
    ['draft-editor', f => `/rulebook-drafts/new?of=${f.rulebook}`, '起草新版：在原文上改'],
  ]),
  ...of('inspector', 'demo-inspector2', [
    ['draft', f => `/rulebook-drafts/${f.draft.id}?tab=differences`, '草案与前一版对照：由另一人发布'],
    [
      'preview',
      f => `/rulebook-drafts/${f.draft.id}?tab=preview`,
      '影响预览：已有结论会不会变',
      { press: ['开始预览'] },
    ],
  ]),
  ...of('leader', 'demo-leader', [
    ['board', '/', '看板：五个数字、任务下达资源未到、试点分布'],
    ['board-pledges', '/board', '看板：上级承诺按承诺单位', { card: titled('上级承诺（按承诺单位）') }],
    ['board-approvals', '/board', '看板：所需审批按审批单位', { card: titled('所需审批（按审批单位）') }],
    ['board-trends', '/board', '看板：近十二个月', { card: titled('近十二个月'), see: 'canvas' }],
    ['means', '/board/means', '任务下达、资源未到：缺得多的在前'],
    ['pledges', '/pledges?standing=made', '由看板数字点进去的承诺列表'],
    ['pilot', f => `/pilots/${f.cemetery.id}`, '一个试点；必要时踩刹车'],
    ['inbox', '/inbox', '待我办理'],
    ['draft', f => `/rulebook-drafts/${f.draft.id}`, '待发布的清单草案'],
  ]),
  ...of('leader', 'demo-city-leader', [['counties', '/board/counties', '州领导：各县对照']]),
  ...of('administrator', 'demo-sysadmin', [
    ['home', '/', '系统管理员的首页'],
    ['organisations', '/organisations', '单位'],
    ['organisation', f => `/organisations/${f.organisation.id}`, '一个单位：变更、撤销、变更记录'],
    ['accounts', '/accounts', '账号与角色'],
    ['account-new', '/accounts', '开立账号', { press: ['开立账号'] }],
    ['account', f => `/accounts/${f.account.id}`, '一个账号：调动、重置密码、停用'],
    ['calendar', '/calendar', '工作日历：算一算期限、登记更正'],
    ['rulebooks', '/rulebooks', '容错清单'],
    ['erasures', '/erasures', '个人信息删除：系统管理员执行'],
  ]),
  ...of('administrator', 'demo-secadmin', [
    ['roles', f => `/accounts/${f.account.id}`, '安全管理员授予、撤销角色'],
    ['erasure-order', '/erasures', '安全管理员下令抹除', { press: ['下令抹除'] }],
  ]),
  ...of('administrator', 'demo-auditor', [
    ['ledger', '/ledger', '账本健康：账本头、签名与锚定、核查'],
    ['trail', '/trail', '审计轨迹：谁、何时、办了什么'],
  ]),
];
