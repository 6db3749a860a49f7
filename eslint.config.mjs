import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

// The sizes of docs/architecture.md, made executable.
const sizes = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
  'max-params': ['error', { max: 3 }],
  complexity: ['error', 16],
};

export default tseslint.config(
  { ignores: ['dist/**', 'var/**', '**/node_modules/**', 'coverage/**', 'docs/**', '**/*.gen.ts'] },
  ...tseslint.configs.recommended,
  {
    files: ['src/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...sizes,
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    // Nest resolves constructor dependencies; five is the house limit, the language's own limit of three does not fit them.
    files: [
      'src/**/*.service.ts',
      'src/**/*.controller.ts',
      'src/**/*.guard.ts',
      'src/**/*.filter.ts',
      'src/**/*.module.ts',
    ],
    rules: { 'max-params': ['error', { max: 5 }] },
  },
  {
    files: ['src/main.ts', 'src/cli.ts', 'src/cli/**/*.ts', 'src/platform/logging.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off', 'max-lines': ['error', { max: 500 }] },
  },
  {
    // A component is mostly markup: twice the length of a function, the same everything else.
    files: ['console/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...sizes,
      ...reactHooks.configs.recommended.rules,
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
    },
  },
  {
    // dependency-cruiser reads its configuration as CommonJS, where require is the only import there is.
    files: ['**/*.cjs'],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
