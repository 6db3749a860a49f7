// What the console may import, executable: the domain and nothing else of the server; start pages without Ant Design.
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: { path: '^console/' }, to: { circular: true } },
    {
      name: 'console-asks-only-the-domain',
      comment: 'Words and pure rules are shared; services, entities and the database are the server’s.',
      severity: 'error',
      from: { path: '^console/' },
      to: { path: '^src/', pathNot: '^src/domain/' },
    },
    {
      name: 'parts-know-no-page',
      severity: 'error',
      from: { path: '^console/src/(parts|api|words)/' },
      to: { path: '^console/src/pages/' },
    },
    {
      name: 'start-pages-are-light',
      comment: 'First load: Ant Design comes with the first form, the charts with the first chart.',
      severity: 'error',
      from: { path: '^console/src/(main|app/(app|boot|shell|router|menu|relogin)|pages/(login|start|board)/)' },
      to: { path: 'node_modules/(antd|@ant-design)/' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^console/src/', pathNot: ['\\.gen\\.ts$', '\\.css$'] },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.css$' },
    tsConfig: { fileName: `${__dirname}/tsconfig.json` },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
};
