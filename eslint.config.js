import js from "@eslint/js";
import globals from "globals";

export default [
  { ignores: ["**/*.min.js", ".venv*/", "site/", "benchmarks/*/node_modules/"] },
  js.configs.recommended,
  {
    files: ["src/**/*.js"],
    languageOptions: { ecmaVersion: 2023, sourceType: "module", globals: globals.browser },
    rules: {
      complexity: ["error", 10],
      eqeqeq: "error",
      "max-depth": ["error", 3],
      "max-lines-per-function": ["error", 60],
      "no-nested-ternary": "error",
      "no-shadow": "error",
      "no-unused-expressions": "error",
      "no-var": "error",
      "prefer-const": "error",
    },
  },
];
