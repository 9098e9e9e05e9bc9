/* ui.h - all that the screen knows: what is shown, what is chosen, who has the keyboard. */
#ifndef UI_H
#define UI_H

#include "canvas.h"
#include "layout.h"
#include "live.h"
#include "menu.h"
#include "past.h"
#include "plan.h"
#include "sampler.h"
#include "settings.h"
#include "terminal.h"
#include "trace.h"

enum flow { GO_ON, STOP };

struct ui;
struct browse;
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
#define UI_EARLY 64
#define UI_MESSAGE_AGE 5         /* samples that a message outlives */
#define UI_BUTTONS 40

/* A key in the line of keys, to be clicked. */
struct button {
	int row, col, end;
	uint32_t key;
};

struct prompt {
	const char *label, *escape;        /* what is asked for; what Esc does */
	struct edit_line line;
	char before[EDIT_TEXT];            /* the text that it began with */
	struct past *past;                 /* to go back to; NULL: there is none */
	int row, col;                      /* where the text stands */
	bool has_fault;                    /* in the text: */
	size_t fault;                      /* where, in bytes */
	void (*changed)(struct ui *ui, const char *text);     /* at each key */
	void (*done)(struct ui *ui, const char *text, bool ok);
	enum flow (*other)(struct ui *ui, uint32_t key);      /* keys that edit nothing; NULL: they do nothing */
	const struct pane *back;                              /* that it was opened from: it is seen meanwhile */
};

/* The list that is searched or filtered: find.c's. */
struct finding {
	struct browse *list;
	void (*moved)(struct ui *ui);
	struct past searches, filters;
};

struct ui {
	struct settings *settings;
	const struct procfs *proc;          /* for signals */
	struct sampler *sampler;
	struct live *live;                  /* the command that all this is shown for; NULL: there is none */
	struct canvas canvas;
	struct layout layout;
	const struct pane *pane, *home;     /* who has the keyboard; the table's, who has it when nobody else has */

	const struct sample *sample;        /* NULL: none yet */
	struct tree tree;
	struct scene scene;
	struct view view;
	struct demand demand;
	struct header_plan plan;            /* which meters the header has */
	struct trace trace;                 /* what they were */
	uint64_t last_serial;

	struct mark selected;               /* stays on its process when rows move */
	size_t cursor;                      /* its row, or where it was when it ended */
	size_t top;                         /* the first row shown */
	int across;                         /* cells of the command that are scrolled out at its left */
	bool follow, paused;
	struct since since;                 /* the mark, once there is one */
	uint32_t early[UI_EARLY];           /* keys that came before the first sample: they wait for it */
	size_t early_count;
	bool hides_bar;                     /* what is selected does not stand out, until one moves */
	bool wants_redraw;
	struct button button[UI_BUTTONS];   /* as they were drawn last */
	size_t buttons;
	struct marks tagged, living;        /* living: scratch */
	char message[UI_TEXT];              /* for the status line, until the next key, or for some samples */
	unsigned message_age;               /* samples since it was said */

	struct setup *setup;                /* setup.c's; NULL: never opened */
	struct kept *kept;                  /* writes settings that change */
	struct runner *runner;              /* for the command of --alert-run; NULL: there is none */
	struct menu menu;
	void (*menu_chosen)(struct ui *ui, int value);
	struct prompt prompt;
	struct finding finding;
	char search[FILTER_TEXT];
	struct past searches, filters;
	unsigned typed_pid;                 /* digits typed one after the other */
	struct help_pane *help;             /* help.c's; NULL: never opened */
	struct ledger_pane *ledger;         /* NULL: it was never opened */
	int wake_ms;                        /* what a pane reads in the background is looked at so often; 0: nothing is */
	int wake_fd;                        /* polls as readable when some of it has come; -1: nothing does */
	struct vec closers;                 /* of struct closer */
	char group_name[80];                /* "  user: postgres": of the group whose members are shown; "": none is */
	struct oom_pane *oom;               /* oom.c's; NULL: never opened */
	struct group_pane *groups;          /* groups.c's; NULL: never opened */
	struct priorities *priorities;      /* priorities.c's; NULL: nobody's was ever changed */
	struct kill_pane *kill;                  /* kill.c's; NULL: never opened */
	struct whole *whole;                /* whole.c's; NULL: never opened */
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
void ui_pan(struct ui *ui, long rows);                 /* moves what is in sight, not what is chosen */
bool ui_is_in_sight(const struct ui *ui);              /* the chosen row */

/* tabs.c */
void tabs_draw(struct ui *ui);
void tabs_show(struct ui *ui, size_t tab);
bool tabs_click(struct ui *ui, int row, int col);      /* whether it was on the tabs */

/* header.c, rows.c, status.c */
void header_draw(struct ui *ui);
void rows_draw(struct ui *ui);
int rows_places(const struct ui *ui, struct place places[LAYOUT_COLUMNS]);   /* where the columns stand; returns their number */
void status_draw(struct ui *ui);

/* command.c: the cell of the command, and how many cells it would take */
void command_draw(struct ui *ui, int row, const struct place *at, const struct row *r, const struct task *t);
int command_cells(const struct ui *ui, const struct task *t);

/* totals.c: what is shown, its sums, what narrows it, in so many cells */
void totals_write(const struct ui *ui, char *out, size_t room, int cells);

/* keys.c: a line of keys at the bottom, "F1", "Help", …, NULL; and the key that was drawn last where a click is, else K_NONE */
void keys_draw(struct ui *ui, const char *const *keys);
int keys_draw_at(struct ui *ui, int row, const char *const *keys);   /* the same in any row; returns the cells used */
int keys_width(const char *const *key);   /* cells of a key and its label */
void keys_button(struct ui *ui, int row, int col, int end, uint32_t key);   /* these cells are clicked for the key */
void keys_forget(struct ui *ui);                       /* before all is drawn anew */
uint32_t keys_clicked(const struct ui *ui, int row, int col);

/* actions.c: the keys of the table */
enum flow actions_run(struct ui *ui, uint32_t key);
void actions_bar(struct ui *ui);
struct action_help { const char *section, *keys, *help; };
bool actions_help(size_t i, struct action_help *out);  /* section by section; false behind the last */

/* mark.c */
enum flow mark_set(struct ui *ui);
enum flow mark_toggle(struct ui *ui);                  /* shows what has changed since */
bool mark_is_shown(const struct ui *ui);
void mark_write(const struct ui *ui, char *out, size_t room);   /* "since 12:03:44, 3 ended", for the status line; "" */

/* alarm.c: around the loop, and when a newer sample has been taken */
void alarm_open(struct ui *ui);
void alarm_look(struct ui *ui);
void alarm_close(struct ui *ui);

/* prompt.c, choices.c, kill.c and kill_watch.c, help.c */
void prompt_open(struct ui *ui, const char *label, const char *escape, const char *text, void (*changed)(struct ui *, const char *),
                 void (*done)(struct ui *, const char *, bool), enum flow (*other)(struct ui *, uint32_t));
void prompt_remember(struct ui *ui, struct past *past);   /* Up and Down go through these, and what is entered joins them */
void menu_open(struct ui *ui, void (*chosen)(struct ui *ui, int value));
enum flow choose_sort(struct ui *ui);
enum flow choose_user(struct ui *ui);
enum flow kill_open(struct ui *ui);
int kill_fd(const struct ui *ui);                      /* polls as readable when kill_look has something to do; -1: never */
void kill_look(struct ui *ui);                         /* after each wait: takes note of those that have ended, and counts down */
enum flow help_open(struct ui *ui);
enum flow setup_open(struct ui *ui);
enum flow inspect_open(struct ui *ui);                 /* one process in depth: its regions, or another page */
enum flow inspect_open_files(struct ui *ui);
enum flow inspect_open_environment(struct ui *ui);
enum flow inspect_open_locks(struct ui *ui);
enum flow inspect_open_command(struct ui *ui);
enum flow ledger_open(struct ui *ui);                  /* the machine's memory as a balance */
enum flow groups_open(struct ui *ui);                  /* as they were last, or by the settings */
enum flow oom_open(struct ui *ui);                     /* who would be taken */
enum flow oom_change(struct ui *ui);                   /* of the selected process */
enum flow groups_leave(struct ui *ui);                 /* from the members of a group back to the groups; or follows no more; or hides the bar */


#endif
