/* ui.h - all that the screen knows: what is shown, what is chosen, who has the keyboard. */
#ifndef UI_H
#define UI_H

#include "canvas.h"
#include "layout.h"
#include "menu.h"
#include "past.h"
#include "plan.h"
#include "sampler.h"
#include "settings.h"
#include "terminal.h"

enum flow { GO_ON, STOP };

struct ui;
struct inspect;

/* Who has the keyboard and the line at the bottom: the table, a menu, a prompt, the help. */
struct pane {
	void (*draw)(struct ui *ui);                      /* over the table; NULL: nothing */
	enum flow (*key)(struct ui *ui, uint32_t key);
	void (*keys)(struct ui *ui);                      /* draws the line of keys */
	void (*want)(struct ui *ui, struct demand *d);    /* adds what it needs of samples; NULL: nothing */
	void (*take)(struct ui *ui);                      /* there is a newer sample, or the size has changed; NULL: that is nothing to it */
	void (*look)(struct ui *ui);                      /* after each wait: what it reads in the background may have come; NULL: nothing may */
};

/* What a pane keeps from one time to the next it gives back when the screen closes. */
struct closer {
	void (*close)(struct ui *ui);
};

#define UI_TEXT 256
#define UI_WATCHES 32            /* processes whose end is waited for at one time */
#define UI_MESSAGE_AGE 5         /* samples that a message outlives */

struct prompt {
	const char *label, *escape;        /* what is asked for; what Esc does */
	char text[FILTER_TEXT], before[FILTER_TEXT];
	bool has_fault;                    /* in the text: */
	size_t fault;                      /* where, in bytes */
	void (*changed)(struct ui *ui, const char *text);     /* at each key */
	void (*done)(struct ui *ui, const char *text, bool ok);
	enum flow (*other)(struct ui *ui, uint32_t key);      /* keys that edit nothing; NULL: they do nothing */
};

/* One process that a signal was sent to, and what came of it. */
struct victim {
	struct mark mark;
	pid_t pid;
	char name[64];           /* printable */
	char outcome[64];        /* "": not yet sent */
	bool refused;
	int watch;               /* pidfd that tells of its end; -1: none */
};

struct ui {
	struct settings *settings;
	const struct procfs *proc;          /* for signals */
	struct sampler *sampler;
	struct canvas canvas;
	struct layout layout;
	const struct pane *pane, *home;     /* who has the keyboard; the table's, who has it when nobody else has */

	const struct sample *sample;        /* NULL: none yet */
	struct tree tree;
	struct scene scene;
	struct view view;
	struct demand demand;
	struct header_plan plan;            /* which meters the header has */
	struct past past;                   /* what they were */
	uint64_t last_serial;

	struct mark selected;               /* stays on its process when rows move */
	size_t cursor;                      /* its row, or where it was when it ended */
	size_t top;                         /* the first row shown */
	int across;                         /* cells of the command that are scrolled out at its left */
	bool follow, paused, header;
	struct since since;                 /* the mark, once there is one */
	bool wants_redraw;
	struct marks tagged, living;        /* living: scratch */
	char message[UI_TEXT];              /* for the status line, until the next key, or for some samples */
	unsigned message_age;               /* samples since it was said */

	struct runner *runner;              /* for the command of --alert-run; NULL: there is none */
	struct menu menu;
	void (*menu_chosen)(struct ui *ui, int value);
	struct prompt prompt;
	char search[FILTER_TEXT];
	unsigned typed_pid;                 /* digits typed one after the other */
	struct vec victims;                 /* of struct victim */
	int signal;
	uint64_t sent_ns;
	size_t help_top;
	struct ledger_pane *ledger;         /* NULL: it was never opened */
	int wake_ms;                        /* what a pane reads in the background is looked at so often; 0: nothing is */
	int wake_fd;                        /* polls as readable when some of it has come; -1: nothing does */
	struct vec closers;                 /* of struct closer */
	char group_name[80];                /* "  user: postgres": of the group whose members are shown; "": none is */
	struct oom_pane *oom;               /* oom.c's; NULL: never opened */
	struct group_pane *groups;          /* groups.c's; NULL: never opened */
	struct inspect *inspect;            /* one process in depth; NULL: was never opened */
};

/* ui.c */
void ui_open(struct ui *ui, const struct procfs *proc, struct settings *settings, const struct pane *home);
void ui_close(struct ui *ui);
void ui_take(struct ui *ui, const struct sample *sample);   /* a newer sample; borrowed */
void ui_build(struct ui *ui);                          /* the rows, after the size has changed */
void ui_rebuild(struct ui *ui);                        /* the rows, after the user has changed the settings */
void ui_at_close(struct ui *ui, void (*close)(struct ui *ui));
void ui_say(struct ui *ui, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* selection.c: which row is chosen, and which rows are seen */
const struct task *ui_task(const struct ui *ui, size_t row);
const struct task *ui_selected(const struct ui *ui);   /* NULL when there are no rows */
void ui_select(struct ui *ui, size_t row);             /* and scrolls it into sight */
void ui_restore(struct ui *ui);                        /* after the rows have changed */
void ui_scroll(struct ui *ui, long rows);
bool ui_is_in_sight(const struct ui *ui);              /* the chosen row */

/* header.c, rows.c, status.c */
void header_draw(struct ui *ui);
void rows_draw(struct ui *ui);
int rows_places(const struct ui *ui, struct place places[LAYOUT_COLUMNS]);   /* where the columns stand; returns their number */
void status_draw(struct ui *ui);

/* A line of keys at the bottom: "F1", "Help", …, NULL. */
void keys_draw(struct ui *ui, const char *const *keys);
int keys_draw_at(struct ui *ui, int row, const char *const *keys);   /* the same in any row; returns the cells used */

/* actions.c: the keys of the table */
enum flow actions_run(struct ui *ui, uint32_t key);
void actions_bar(struct ui *ui);
struct action_help { const char *keys, *help; };
bool actions_help(size_t i, struct action_help *out);  /* false behind the last */

/* mark.c */
enum flow mark_set(struct ui *ui);
enum flow mark_toggle(struct ui *ui);                  /* shows what has changed since */
bool mark_is_shown(const struct ui *ui);
void mark_write(const struct ui *ui, char *out, size_t room);   /* "since 12:03:44, 3 ended", for the status line; "" */

/* alarm.c: around the loop, and when a newer sample has been taken */
void alarm_open(struct ui *ui);
void alarm_look(struct ui *ui);
void alarm_close(struct ui *ui);

/* prompt.c, choices.c, kill.c, help.c */
void prompt_open(struct ui *ui, const char *label, const char *escape, const char *text, void (*changed)(struct ui *, const char *),
                 void (*done)(struct ui *, const char *, bool), enum flow (*other)(struct ui *, uint32_t));
void menu_open(struct ui *ui, void (*chosen)(struct ui *ui, int value));
enum flow choose_sort(struct ui *ui);
enum flow choose_user(struct ui *ui);
enum flow kill_open(struct ui *ui);
void kill_watch(struct ui *ui);                        /* takes note of those that have ended */
void kill_forget(struct ui *ui);
enum flow help_open(struct ui *ui);
enum flow inspect_open(struct ui *ui);                 /* one process in depth */
enum flow ledger_open(struct ui *ui);                  /* the machine's memory as a balance */
enum flow groups_open(struct ui *ui);                  /* as they were last, or by the settings */
enum flow oom_open(struct ui *ui);                     /* who would be taken */
enum flow oom_change(struct ui *ui);                   /* of the selected process */
enum flow groups_leave(struct ui *ui);                 /* from the members of a group back to the groups; or follows no more */


#endif
