/* kill.h - the kill dialogue: for kill.c, which has the menu of signals, and the files that read, ask, send and tell for it. */
#ifndef KILL_H
#define KILL_H

#include "freeing.h"
#include "freezer.h"
#include "ui.h"

/* In place of a signal: SIGTERM, and after the grace SIGKILL for those that are still here. */
#define TERM_THEN_KILL (-1)

enum fate { FATE_NONE, FATE_HERE, FATE_ENDED, FATE_REFUSED };

/* One process that a signal is for, and what came of it. */
struct victim {
	struct mark mark;
	char name[64];           /* printable */
	uint64_t rss;            /* when it was chosen; bytes */
	bool is_zombie;          /* it was one already when it was chosen */
	bool has_left;           /* the group that is meant, since then */
	enum fate fate;
	const char *why;         /* it was refused */
	int signal;              /* that was sent last */
	uint64_t sent_ns;        /* when; of CLOCK_MONOTONIC, as are all instants here */
	uint64_t ended_ns;
	int watch;               /* pidfd that tells of its end; -1: none, then samples tell */
};

/* What ending those that are chosen should free, read in the background. */
struct preview {
	struct aside *aside;           /* NULL: nothing was read yet */
	struct procfs *proc;           /* with a descriptor of its own: a thread that hangs may outlive the screen */
	int told;                      /* eventfd: something was read */
	unsigned round;                /* what belongs to an earlier one comes too late */
	struct freeing found;
	size_t came;                   /* readings that are done */
	struct vec errands, done;      /* scratch */
};

/* A control group whose processes are meant, with all below it and those that come meanwhile. */
struct kill_group {
	bool is_meant;
	char name[128];                /* printable */
	char path[CGROUP_PATH];
	int dir;                       /* its own, by whatever name; -1: it is not seen, and only those of the sample are meant */
	struct freezer freezer;
	struct cgroup_counts counts;   /* when it was chosen */
	struct vec members;            /* of pid_t: scratch */
	size_t left;                   /* in it when it was looked last */
	uint64_t until_ns;             /* those left get SIGKILL again and again, so long at most; 0: nobody does */
};

struct kill_pane {
	const struct pane *back;       /* that it was opened from */
	struct kill_group group;
	struct cgroup_tree tree;       /* where groups are, once one was meant */
	struct cgroup_places places;
	bool is_placed;
	struct vec frozen;             /* of uint64_t: the ids of groups that stand still by us */
	struct marks roots;            /* those that are tagged, or selected */
	bool whole;                    /* and all that descend from them */
	struct vec chosen;             /* of struct victim: for whom the menu is open */
	struct vec is_in;              /* of bool: scratch */
	struct preview preview;

	struct vec victims;            /* of struct victim: who got the last signal; refusals first */
	int asked;                     /* what was asked for: a signal, or TERM_THEN_KILL */
	void (*agreed)(struct ui *ui); /* done if the answer is yes */
	const char *declined;          /* said if it is no */
	uint64_t sent_ns;
	uint64_t sent_boot_ns;         /* since boot, as samples count */
	uint64_t kill_at_ns;           /* the grace is over then; 0: nothing counts down */
	bool is_called_off;
	struct value before, now;      /* available memory */
	uint64_t settled_ns;           /* what is available after that has other causes */
	uint64_t serial;               /* of the newest sample that was looked at */
	size_t top;                    /* of the receipt */

	int events;                    /* epoll: the ends of victims, the timer, the preview */
	int timer;                     /* timerfd of what counts down */
	size_t soft_limit;             /* of descriptors, as it was before there were victims; 0: not known yet */
};

/* Of one whose first thread has ended others may live. */
static inline bool kill_is_zombie(const struct task *t) { return t->state == 'Z' && t->threads <= 1; }

/* kill.c */
struct kill_pane *kill_of(struct ui *ui);                            /* made when it is first needed */
const char *kill_signal_name(int number);
void kill_add_victim(struct ui *ui, const struct task *t);           /* to those that are chosen */
enum flow kill_open_menu(struct ui *ui);                             /* for those that are chosen */
void kill_note_victim(struct menu *m, const struct victim *v);       /* its pid, size and name */

/* Of all its panes: what they were opened from goes on meanwhile, and is shown again afterwards. */
void kill_draw_behind(struct ui *ui);
void kill_want(struct ui *ui, struct demand *d);
void kill_take(struct ui *ui);
void kill_leave(struct ui *ui);

/* kill_group.c */
struct task_group;
bool kill_group_aim(struct ui *ui, const struct task_group *g);      /* means that group from now on; false: it says why not */
void kill_group_choose(struct ui *ui);                               /* its processes in the sample, the largest first */
void kill_group_drop(struct kill_pane *k);                           /* no group is meant any more */
bool kill_group_renew(struct ui *ui);                                /* they are those in it now; false: nobody is, as it says */
void kill_group_join(struct ui *ui);                                 /* who has come since are victims too */
void kill_group_finish(struct ui *ui);                               /* SIGKILL to whoever is in it, and lets it go on to die */
void kill_group_look(struct ui *ui);                                 /* after each wait */
bool kill_group_is_charged(const struct kill_group *g);              /* it is known what it holds */
void kill_group_note(const struct kill_group *g, struct menu *m);    /* "of docker 0123456789ab" */
enum freezing kill_group_state(struct ui *ui, const struct task_group *g);   /* of any group */

/* kill_preview.c */
void kill_preview_start(struct ui *ui);
void kill_preview_stop(struct kill_pane *k);
void kill_preview_take(struct kill_pane *k);                         /* what has been read */
void kill_preview_end(struct kill_pane *k);                          /* what was not read until now is left out */
void kill_preview_close(struct kill_pane *k);
void kill_preview_write(const struct kill_pane *k, char *out, size_t room, int cells);   /* "frees 1.2G to 1.4G (USS to PSS), swap 30M" */

/* kill_confirm.c */
bool kill_confirm(struct ui *ui, int asked);                    /* asks once more, where one should; false: there is no need */
size_t kill_note_grave(struct ui *ui, struct menu *m);          /* whose end would take ramtop or all with it, and why; returns their number */
void kill_ask(struct ui *ui, const char *no, const char *yes, void (*agreed)(struct ui *ui), const char *declined);   /* the menu has its title and notes */

/* kill_send.c */
void kill_send(struct ui *ui, int asked);                       /* to the chosen, who are the victims from then on */
void kill_go_on(struct ui *ui);                                 /* SIGKILL now */
void kill_call_off(struct ui *ui);
struct value kill_available(const struct ui *ui);                  /* memory, now */
size_t kill_count(const struct kill_pane *k, enum fate fate);
size_t kill_here(const struct kill_pane *k);                    /* still; in a group that is meant, whoever it is */
void kill_set_timer(struct kill_pane *k, uint64_t at_ns, uint64_t every_ns);   /* at 0: none */
void kill_listen(struct kill_pane *k, int fd, uint64_t tag);
#define KILL_TIMER UINT64_MAX
#define KILL_PREVIEW (UINT64_MAX - 1)

/* kill_watch.c; kill_fd and kill_look are in ui.h */
void kill_forget(struct kill_pane *k);                          /* the victims */

/* kill_receipt.c */
void kill_receipt_open(struct ui *ui);
#define KILL_SHORT 20                                           /* bytes of a name where there is little room */
const char *kill_short_name(const struct victim *v, char out[KILL_SHORT + 1]);
void kill_write_outcome(const struct victim *v, char *out, size_t room);   /* "ended after 0.4 s" */
void kill_write_available(const struct kill_pane *k, char *out, size_t room, enum text_set set);   /* "13.9G -> 15.2G", or "" */

#endif
