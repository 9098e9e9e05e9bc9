/* workload.h - children that hold or do something of known size, and say when they do. They die with the test, whatever
 * becomes of it. Knows nothing of what is measured. */
#ifndef WORKLOAD_H
#define WORKLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define MEBIBYTE (UINT64_C(1) << 20)

/* Starts a child that runs work(arg) and then waits for ever. Returns once it has called workload_ready or come back. */
pid_t workload_start(void (*work)(void *), void *arg);

/* For the child: lets the test go on; waits until the test says workload_tell. */
void workload_ready(void);
void workload_listen(void);

/* Starts a program that waits for its standard input, which never comes: cat, with any words for its argv. Returns once it
 * has become that program. */
pid_t workload_exec(const char *const *argv);

/* For the child: becomes that program. */
_Noreturn void workload_become(const char *const *argv);

/* For the test. */
void workload_tell(pid_t pid);
void workload_wait_exec(pid_t pid);   /* until a child that calls workload_become has become what it wants to be */
void workload_stop(pid_t pid);        /* until it is stopped: its numbers stand still */
void workload_kill(pid_t pid);        /* until it is a zombie */
void workload_end(pid_t pid);         /* until it is gone */

/* Ends them all. Whatever else this test still has below it was left behind by the program: that fails the test. */
void workload_end_all(void);

/* Memory of the caller: anonymous pages, never huge, all of them touched; and pages to share with children to come. */
char *workload_touch(char *memory, size_t bytes);
char *workload_anonymous(size_t bytes);
char *workload_shared(size_t bytes);

/* The sum of all lines of /proc/PID/FILE that begin with the key: "Pss:" or "Private_", in bytes; "Threads:" as it is. */
uint64_t workload_figure(pid_t pid, const char *file, const char *key);

/* Field 1 to 7 of /proc/PID/statm, in bytes. */
uint64_t workload_statm(pid_t pid, int field);

/* RSS and SHR that a walk of its pages finds, in bytes. */
uint64_t workload_rss(pid_t pid);
uint64_t workload_shr(pid_t pid);

/* How far the kernel's cheap RSS may be off: each CPU keeps a batch of pages of each kind to itself; see proc(5), statm. */
uint64_t workload_batch(void);

/* Runs work in a child that has a mount namespace and a /proc of its own, mounted with these options; with OWN_PIDS it is the
 * init of a pid namespace too. What fails in there fails the test. False, with a line on stderr, for who is not root. */
enum workload_pids { SAME_PIDS, OWN_PIDS };
bool workload_inside(enum workload_pids pids, const char *proc_options, void (*work)(void));

/* Becomes nobody, whose children anybody of the same user may look at. */
void workload_be_nobody(void);

#endif
