import type { Schemas } from '../../api/client';
import { links } from '../../shared/links';

type Task = Schemas['Task'];

const PROCESSES: Record<string, string> = {
  'model-promotion': 'Promotion',
  rollback: 'Rollback',
  'emergency-change': 'Emergency change',
  'policy-change': 'Policy change',
  finding: 'Finding',
};

export function processName(process: string): string {
  return PROCESSES[process] ?? process;
}

export const PROCESS_CHOICES = Object.entries(PROCESSES);

/** The page of a request of that process. */
export function requestPage(process: string, requestId: string): string {
  if (process === 'policy-change') {
    return links.policyChange(requestId);
  }
  return process === 'finding' ? links.finding(requestId) : links.promotion(requestId);
}

/** The page on which the task is done. */
export function whereDone({ process, requestId, promotionId }: Task): string {
  return requestPage(process, process === 'finding' ? requestId : (promotionId ?? requestId));
}

export function about({ model, version, title }: Task): string {
  return model ? (version === undefined ? model : `${model}, version ${version}`) : title;
}

/** Those that may be done by the person, held by them first; and those that somebody else must do. */
export function sorted(tasks: Task[], subject: string): { held: Task[]; free: Task[]; elsewhere: Task[] } {
  const held = tasks.filter((task) => task.assignee?.subject === subject && !task.blockedReason);
  const free = tasks.filter((task) => !task.assignee && !task.blockedReason);
  return { held, free, elsewhere: tasks.filter((task) => !held.includes(task) && !free.includes(task)) };
}
