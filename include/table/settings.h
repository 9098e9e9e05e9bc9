/* settings.h - what the user asked for. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "alert.h"
#include "tabs.h"
#include "text.h"
#include "view.h"

#define SETTINGS_METERS 1024

struct settings {
	const struct schema *schema;
	struct view_settings view;
	struct alerts alerts;
	const char *alert_command;   /* run when one begins; NULL: none is */
	bool alert_exit;          /* a batch ends when one begins */
	struct vec chosen;        /* of const struct column *: the columns asked for, or the schema's own */
	bool is_chosen;           /* they were asked for */
	bool full_path;
	bool merged;              /* on the screen the name of a process stands before a command line that does not begin with it */
	uint64_t delay_ns;
	uint64_t iterations;      /* 0: no end */
	enum group_by group;      /* groups of processes are shown; GROUP_NONE: processes */
	bool group_may_change;    /* where there are no containers, units are shown instead */
	struct vec group_columns; /* of const struct column *: those asked for; none: the schema's own */
	const struct column *group_sort;   /* NULL: the schema's own */
	bool group_descending;
	size_t limit;             /* rows printed; 0: all */
	bool differs;             /* what has changed since the first sample is shown */
	uint64_t grace_ns;        /* from SIGTERM to SIGKILL, where both were asked for */
	bool readonly;            /* changes nothing: no signals */
	const char *cgroup;       /* the directory with the control groups; NULL: where they are mounted */
	bool color;               /* else the theme is mono */
	const char *theme;        /* the id of one */
	bool mouse;
	bool cursor;              /* the terminal's is always seen, not only where one types */
	enum text_set set;        /* what the locale can show */
	struct vec columns;       /* of const struct column *: those shown, from settings_columns */
	struct tabs tabs;         /* of the screen */
	bool header;              /* the machine is shown at the top */
	char meters[SETTINGS_METERS];   /* which meters that has, as a plan of the screen's; "": the usual ones */
};

void settings_init(struct settings *s, const struct schema *schema);
void settings_free(struct settings *s);

/* Shows another of the tabs; what was changed of the one that was shown, it keeps. */
void settings_show(struct settings *s, size_t tab);

/* The tab that is shown takes what has been changed of it. */
void settings_keep(struct settings *s);

/* The other way round. */
void settings_take(struct settings *s);

/* Works out the columns to be shown: those chosen, and in a tree beside each its sum. */
void settings_columns(struct settings *s);

#endif
