/* actions.c - the keys of the table, each declared once: what it does, how it is written, what the help says of it. */
#include "actions.h"

#include <stdio.h>
#include <string.h>


#define MAX_KEYS 5

/* What the help puts together, in its order. */
enum section { AS_BEFORE, PROGRAM, FINDING, SORTING, TREE, SHOWING, LOOKING, COMPARING, TAGGING, CHANGING, MOVING, SECTIONS };

static const char *const sections[SECTIONS] = {
	[PROGRAM]   = "ramtop itself",
	[FINDING]   = "Finding",
	[SORTING]   = "Sorting",
	[TREE]      = "The tree",
	[SHOWING]   = "What is shown",
	[LOOKING]   = "Looking in",
	[COMPARING] = "Comparing",
	[TAGGING]   = "Tagging",
	[CHANGING]  = "Changing",
	[MOVING]    = "Moving",
};

struct action {
	uint32_t key[MAX_KEYS];
	const char *keys;                     /* as they are written; NULL: the entry before says it */
	const char *help;
	const char *bar;                      /* in the line of keys; NULL: not there */
	bool (*is_on)(const struct ui *ui);   /* whether bar_on stands there instead */
	const char *bar_on;
	enum section section;                 /* in the help */
	bool changes;                         /* the machine: not with --readonly */
	enum flow (*run)(struct ui *ui);      /* NULL: actions_run sees to it */
};

static enum flow do_refresh(struct ui *ui)
{
	sampler_hurry(ui->sampler);
	return GO_ON;
}

static enum flow do_quit(struct ui *ui)
{
	(void)ui;
	return STOP;
}

static enum flow do_toggle_pause(struct ui *ui)
{
	ui->paused = !ui->paused;
	sampler_pause(ui->sampler, ui->paused);
	return GO_ON;
}

static enum flow do_toggle_follow(struct ui *ui)
{
	ui->follow = !ui->follow;
	ui_restore(ui);
	return GO_ON;
}

static const struct action actions[] = {
	{ { K_F(1), 'h', '?' },       .keys = "F1 h ?", .run = help_open, .bar = "Help", .section = PROGRAM,
	  .help = "this help" },
	{ { K_F(2), 'S', 'C' },       .keys = "F2 S C", .run = setup_open, .bar = "Setup", .section = PROGRAM,
	  .help = "setup: columns, screens, meters of the header, colours, options; kept at once" },
	{ { K_TAB },                  .keys = "Tab", .run = do_tab_next, .section = SHOWING,
	  .help = "the next screen: another set of columns" },
	{ { K_BACKTAB },              .keys = "Shift-Tab", .run = do_tab_previous,
	  .help = "the screen before" },
	{ { K_F(3), '/' },            .keys = "F3 /", .run = do_search, .bar = "Search", .section = FINDING,
	  .help = "search: moves to the next row with the text as it is typed" },
	{ { 'n' },                    .keys = "n", .run = do_search_next,
	  .help = "search on; F3 does so while searching" },
	{ { K_F(15), 'B' },           .keys = "Shift-F3 B", .run = do_search_previous,
	  .help = "search back; Shift-F3 does so while searching" },
	{ { K_F(4), '\\' },           .keys = "F4 \\", .run = do_filter, .bar = "Filter", .is_on = is_filtered, .bar_on = "FILTER",
	  .help = "filter: rows with the text, or that fit: rss>1g and not user=root" },
	{ { K_F(5), 't' },            .keys = "F5 t", .run = do_toggle_tree, .bar = "Tree", .is_on = is_tree, .bar_on = "List", .section = TREE,
	  .help = "tree: children below their parents, with the sums of their subtrees" },
	{ { '+', '=' },               .keys = "+ =", .run = do_fold_toggle,
	  .help = "tree: folds the selected row, or opens it" },
	{ { '-' },                    .keys = "-", .run = do_fold_close,
	  .help = "tree: folds the selected row" },
	{ { K_BACKSPACE },            .keys = "Backspace", .run = do_fold_parent,
	  .help = "tree: goes to the parent and folds it" },
	{ { '*' },                    .keys = "*", .run = do_fold_all,
	  .help = "tree: folds all, or opens all" },
	{ { K_F(6), '<', '>', ',', '.' }, .keys = "F6 < > , .", .run = choose_sort, .bar = "Sort", .section = SORTING,
	  .help = "choose the column to sort by" },
	{ { 'M' },                    .keys = "M", .run = do_sort_memory,
	  .help = "sort by memory" },
	{ { 'P' },                    .keys = "P", .run = do_sort_cpu,
	  .help = "sort by CPU" },
	{ { 'T' },                    .keys = "T", .run = do_sort_time,
	  .help = "sort by time" },
	{ { 'N' },                    .keys = "N", .run = do_sort_pid,
	  .help = "sort by pid" },
	{ { 'I' },                    .keys = "I", .run = do_toggle_invert,
	  .help = "invert the order" },
	{ { K_F(7), ']' },            .keys = "F7 ]", .run = do_nice_lower, .bar = "Nice-", .changes = true, .section = CHANGING,
	  .help = "nice -1: the tagged processes, else the selected one, run sooner" },
	{ { K_F(8), '[' },            .keys = "F8 [", .run = do_nice_higher, .bar = "Nice+", .changes = true,
	  .help = "nice +1: they run later" },
	{ { K_F(9), 'k' },            .keys = "F9 k", .run = kill_open, .bar = "Kill", .changes = true, .section = CHANGING,
	  .help = "send a signal to the tagged processes, else to the selected one" },
	{ { 'a' },                    .keys = "a", .run = affinity_open, .changes = true,
	  .help = "affinity: choose the CPUs on which they may run" },
	{ { 'i' },                    .keys = "i", .run = io_priority_open, .changes = true,
	  .help = "I/O priority: choose who is served first" },
	{ { 'A' },                    .keys = "A", .run = oom_change, .changes = true,
	  .help = "adjust oom_score_adj of the selected process: how soon the OOM killer takes it" },
	{ { 'L' },                    .keys = "L", .run = ledger_open, .section = LOOKING,
	  .help = "the ledger: the machine's memory as one balance that adds up, each line of which opens" },
	{ { K_ENTER },                .keys = "Enter", .run = inspect_open,
	  .help = "one process in depth: what its memory is for, its threads, files and environment" },
	{ { 'l' },                    .keys = "l", .run = inspect_open_files,
	  .help = "its open files" },
	{ { 'e' },                    .keys = "e", .run = inspect_open_environment,
	  .help = "its environment" },
	{ { 'x' },                    .keys = "x", .run = inspect_open_locks,
	  .help = "its locks on files" },
	{ { 'w' },                    .keys = "w", .run = inspect_open_command,
	  .help = "its whole command line, wrapped, with its program and directory" },
	{ { K_F(10), 'q' },           .keys = "F10 q", .run = do_quit, .bar = "Quit", .section = PROGRAM,
	  .help = "quit; so does Ctrl-C" },
	{ { K_UP, K_CTRL('P') },      .keys = "Up", .run = do_move_up, .section = MOVING,
	  .help = "one row up" },
	{ { K_DOWN, K_CTRL('N') },    .keys = "Down", .run = do_move_down,
	  .help = "one row down" },
	{ { K_PAGE_UP },              .keys = "PgUp", .run = do_move_page_up,
	  .help = "one page up" },
	{ { K_PAGE_DOWN },            .keys = "PgDn", .run = do_move_page_down,
	  .help = "one page down" },
	{ { K_HOME },                 .keys = "Home", .run = do_move_home,
	  .help = "the first row" },
	{ { K_END },                  .keys = "End", .run = do_move_end,
	  .help = "the last row" },
	{ { K_RIGHT, K_CTRL('F') },   .keys = "Right", .run = do_scroll_right,
	  .help = "scrolls the commands to the left" },
	{ { K_LEFT, K_CTRL('B') },    .keys = "Left", .run = do_scroll_left,
	  .help = "scrolls them back" },
	{ { K_CTRL('A'), '^' },       .keys = "Ctrl-A ^", .run = do_scroll_start,
	  .help = "scrolls them to their start" },
	{ { K_CTRL('E'), '$' },       .keys = "Ctrl-E $", .run = do_scroll_end,
	  .help = "scrolls them to the end of the longest" },
	{ { K_SHIFT(K_UP), K_ALT(K_UP) }, .keys = "Shift-Up", .run = do_pan_up,
	  .help = "moves what is in sight, not the selection; so does Alt-Up" },
	{ { K_SHIFT(K_DOWN), K_ALT(K_DOWN) }, .keys = "Shift-Down", .run = do_pan_down,
	  .help = "the same downwards; so does Alt-Down" },
	{ { ' ' },                    .keys = "Space", .run = do_tag, .section = TAGGING,
	  .help = "tag the selected row, or take the tag off" },
	{ { 'c' },                    .keys = "c", .run = do_tag_children,
	  .help = "tag the selected process and all its descendants" },
	{ { 'U' },                    .keys = "U", .run = do_untag_all,
	  .help = "untag all" },
	{ { 'H' },                    .keys = "H", .run = do_toggle_threads, .section = SHOWING,
	  .help = "show threads" },
	{ { 'K' },                    .keys = "K", .run = do_toggle_kernel,
	  .help = "show the threads of the kernel" },
	{ { 'O' },                    .keys = "O", .run = do_toggle_containers,
	  .help = "hide the processes in containers, or show them" },
	{ { 'u' },                    .keys = "u", .run = choose_user,
	  .help = "show the processes of one user" },
	{ { 'p' },                    .keys = "p", .run = do_toggle_path,
	  .help = "show programs with their paths" },
	{ { 'm' },                    .keys = "m", .run = do_toggle_merged,
	  .help = "show the name of a process before its command line, where that begins with another" },
	{ { 'F' },                    .keys = "F", .run = do_toggle_follow,
	  .help = "follow: keep the selected process in sight" },
	{ { 'o' },                    .keys = "o", .run = oom_open, .section = LOOKING,
	  .help = "who would be taken if memory ran out: of the machine, or of a control group; and the OOM kills so far" },
	{ { 'g' },                    .keys = "g", .run = mark_set, .section = COMPARING,
	  .help = "mark: remembers what is there now" },
	{ { 'd' },                    .keys = "d", .run = mark_toggle, .is_on = mark_is_shown,
	  .help = "difference: shows what has changed since the mark, and who has ended" },
	{ { 'G' },                    .keys = "G", .run = groups_open, .section = LOOKING,
	  .help = "groups and their sums, by container, control group, user, command, session; Enter shows the members of one" },
	{ { K_ESCAPE },               .keys = "Esc", .run = groups_leave,
	  .help = "back to the groups; follows no more; hides the bar till one moves" },
	{ { '!' },                    .keys = "!", .run = do_silence, .section = PROGRAM,
	  .help = "silence the alerts that have begun: see --alert" },
	{ { 'Z' },                    .keys = "Z", .run = do_toggle_pause,
	  .help = "pause, or go on" },
	{ { '#' },                    .keys = "#", .run = do_toggle_header,
	  .help = "hide the header, or show it" },
	{ { K_CTRL('L') },            .keys = "Ctrl-L", .run = do_refresh,
	  .help = "refresh now, and draw everything again" },
	{ { 0 },                      .keys = "0-9", .section = MOVING,
	  .help = "type a pid to go to it" },
	{ { 0 },                      .keys = "Alt-h j k l",
	  .help = "everywhere the same as the arrows: Left, Down, Up, Right" },
	{ { K_CLICK },                .keys = "click", .run = do_click,
	  .help = "selects, again folds; on a title sorts; at the bottom is that key" },
	{ { K_WHEEL_UP },             .keys = "wheel", .run = do_wheel_up,
	  .help = "moves three rows" },
	{ { K_WHEEL_DOWN },           .run = do_wheel_down },
};

static bool has_key(const struct action *a, uint32_t key)
{
	for (int i = 0; i < MAX_KEYS && a->key[i]; i++)
		if (a->key[i] == key)
			return true;
	return false;
}

enum flow actions_run(struct ui *ui, uint32_t key)
{
	if (key >= '0' && key <= '9')
		return type_pid(ui, key);
	ui->typed_pid = 0;
	for (size_t i = 0; i < ARRAY_LEN(actions); i++) {
		if (!has_key(&actions[i], key))
			continue;
		if (!actions[i].changes || !ui->settings->readonly)
			return actions[i].run(ui);
		ui_say(ui, "--readonly: nothing is changed");
	}
	return GO_ON;
}

bool actions_help(size_t i, struct action_help *out)
{
	for (enum section s = PROGRAM; s < SECTIONS; s++) {
		enum section now = PROGRAM;
		for (size_t k = 0; k < ARRAY_LEN(actions); k++) {
			now = actions[k].section ? actions[k].section : now;
			if (now != s || !actions[k].keys || i-- > 0)
				continue;
			*out = (struct action_help){ sections[s], actions[k].keys, actions[k].help };
			return true;
		}
	}
	return false;
}

void actions_bar(struct ui *ui)
{
	const char *keys[2 * ARRAY_LEN(actions) + 2] = { NULL };
	char names[ARRAY_LEN(actions)][8];
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(actions); i++) {
		if (!actions[i].bar || (actions[i].changes && ui->settings->readonly))
			continue;
		/* The first of its keys is a function key. */
		snprintf(names[i], sizeof(names[i]), "%.*s", (int)strcspn(actions[i].keys, " "), actions[i].keys);
		keys[n++] = names[i];
		keys[n++] = actions[i].is_on && actions[i].is_on(ui) ? actions[i].bar_on : actions[i].bar;
	}
	keys_draw(ui, keys);
}
