import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runTool } from './tool.ts';

/** What one suite did. A suite that breaks outside its tests counts as one failure, so that it cannot pass unseen. */
export interface Result {
	readonly suite: string;
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

/** Runs one of the projects of vite.config.ts. */
export async function runVitest(project: string): Promise<Result> {
	const { code, report } = await withReport((file) =>
		runTool('vitest', ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`])
	);
	const { numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = (report ?? {}) as Record<string, number>;
	return judged({ suite: project, passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests }, code);
}

/** Runs the browser tests in e2e/. */
export async function runPlaywright(chromium: string): Promise<Result> {
	const { code, report } = await withReport((file) =>
		runTool('playwright', ['test', '--reporter=list,json'], { env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file, CHROMIUM_PATH: chromium } })
	);
	const {
		expected = 0,
		unexpected = 0,
		flaky = 0,
		skipped = 0
	} = ((report as { stats?: Record<string, number> } | null)?.stats ?? {}) as Record<string, number>;
	return judged({ suite: 'e2e', passed: expected + flaky, failed: unexpected, skipped }, code);
}

function judged(result: Result, code: number): Result {
	if (result.failed > 0) return result;
	if (code !== 0) {
		console.log(`${result.suite}: no test failed, but the suite did (exit code ${code})`);
		return { ...result, failed: 1 };
	}
	if (result.passed === 0) {
		console.log(`${result.suite}: no test was run`);
		return { ...result, failed: 1 };
	}
	return result;
}

async function withReport(work: (file: string) => Promise<{ code: number }>): Promise<{ code: number; report: unknown }> {
	const folder = mkdtempSync(join(tmpdir(), 'balcao-report-'));
	try {
		const { code } = await work(join(folder, 'report.json'));
		let report: unknown = null;
		try {
			report = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'));
		} catch {
			// it ended before it could write one; its exit code tells
		}
		return { code, report };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
