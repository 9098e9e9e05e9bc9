/* oom_adjust.h - oom_score_adj of a process is changed, of the one that was meant or of none. See proc(5). */
#ifndef OOM_ADJUST_H
#define OOM_ADJUST_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "procfs.h"

#define OOM_ADJUST_NEVER (-1000)     /* the OOM killer never takes it */
#define OOM_ADJUST_MOST 1000

enum oom_adjusted {
	OOM_ADJUSTED,
	OOM_ADJUST_REUSED,     /* the pid is now that of another process */
	OOM_ADJUST_GONE,       /* the process has ended */
	OOM_ADJUST_NOT_YOURS,  /* it is another user's: EACCES, EPERM */
	OOM_ADJUST_LOWER,      /* below what it once was, without CAP_SYS_RESOURCE: EACCES */
	OOM_ADJUST_ELSEWHERE,  /* the /proc that is shown is not that of our own pids */
	OOM_ADJUST_FAILED,     /* another error: in errno */
};

/* Writes it for the process with this pid that was started at start_ns after boot (as in stat). */
enum oom_adjusted oom_adjust(const struct procfs *p, pid_t pid, uint64_t start_ns, int value);

/* What came of it, in words: "done". Of OOM_ADJUST_FAILED right after it. */
const char *oom_adjusted_text(enum oom_adjusted a);

/* /proc/PID/oom_score_adj: a number from -1000 to 1000. */
bool oom_adj_parse(const char *text, size_t length, int *out);

#endif
