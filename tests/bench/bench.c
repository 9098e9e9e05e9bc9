/* bench.c - which crowds, watched by whom, how often. Always measures ramtop and its peers in turn, in the same run. */
#define _GNU_SOURCE
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "board.h"
#include "clock.h"
#include "interrupt.h"
#include "plan.h"
#include "promise.h"
#include "wrapped.h"

enum { USERS_MAX = 2 };

struct bench {
	enum form form;
	struct terminal_size size;
	const char *load, *stages;  /* the programs, see load.c and stages.c */
	const char *plain;          /* the user beside root */
	const char *only;           /* a crowd's id, or NULL for all */
	const char *ramtop;
	struct monitor monitors[MONITOR_MAX];
	size_t monitor_count;
	struct user users[USERS_MAX];
	size_t user_count;
	struct board boards[PLANS_MAX * USERS_MAX];
	size_t board_count;
	struct wrapped wrapped;
};

static const struct effort *effort_of(const struct bench *b, const struct plan *plan)
{
	return &plan->effort[b->form];
}

/* In the short form a plain user watches with ramtop and those that a promise compares it with. */
static int rounds_for(const struct bench *b, const struct plan *plan, size_t user, size_t monitor)
{
	const struct effort *effort = effort_of(b, plan);
	const char *name = b->monitors[monitor].spec->name;

	if (monitor == 0 || promise_needs_rounds(plan->crowd.id, &b->users[user], name))
		return effort->rounds;
	if (promise_names(plan->crowd.id, &b->users[user], name))
		return 1;
	return user == 0 || b->form == LONG ? effort->others : 0;
}

/* What does not vary, or takes long, is measured once. */
static struct measure_plan plan_round(const struct bench *b, const struct plan *plan, size_t user, size_t monitor, int round)
{
	const struct effort *effort = effort_of(b, plan);

	return (struct measure_plan){
		.size = b->size, .mark = CROWD_NAME, .settle = 900 * CLOCK_MS, .window = effort->window, .way = plan->way,
		.calls = round == 0 && user == 0 ? effort->calls : LEAVE_CALLS,
		.keys = round == 0 && (user == 0 || monitor == 0 || b->form == LONG) ? effort->keys : 0,
	};
}

static void measure_board(const struct bench *b, const struct plan *plan, size_t user, struct board *board)
{
	board->user = &b->users[user];
	board->count = b->monitor_count;
	for (int round = 0; round < effort_of(b, plan)->rounds; round++)
		for (size_t m = 0; m < b->monitor_count && !interrupted(); m++) {
			struct measure_plan how = plan_round(b, plan, user, m, round);
			struct board_row *row = &board->rows[m];

			row->monitor = &b->monitors[m];
			if (round < rounds_for(b, plan, user, m)
			    && measure(row->figures[row->rounds], row->monitor, board->user, &how))
				row->rounds++;
		}
}

static void time_stages(const struct bench *b)
{
	pid_t pid;

	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		execl(b->stages, b->stages, (char *)NULL);
		perror(b->stages);
		_exit(127);
	}
	waitpid(pid, NULL, 0);
	putchar('\n');
}

static void measure_crowd(struct bench *b, const struct plan *plan)
{
	struct crowd_spec spec = plan->crowd;
	size_t users = effort_of(b, plan)->audience == EVERYONE ? b->user_count : 1;
	struct crowd crowd;

	if (!crowd_fit(&spec))
		return;
	if (!crowd_open(&crowd, b->load, &spec)) {
		if (!interrupted())
			printf("%s: left out, they did not come up\n\n", spec.title);
		return;
	}
	for (size_t u = 0; u < users && !interrupted(); u++) {
		struct board *board = &b->boards[b->board_count];

		board->crowd = spec;
		measure_board(b, plan, u, board);
		if (interrupted())
			break;
		board_print(board);
		b->board_count++;
	}
	if (plan->stages && !interrupted())
		time_stages(b);
	crowd_close(&crowd);
}

static bool find_user(const char *name, struct user *user)
{
	char *rest;
	unsigned long id = strtoul(name, &rest, 10);
	struct passwd *pw = getpwnam(name);

	if (!pw && *name && !*rest)
		pw = getpwuid((uid_t)id);
	snprintf(user->name, sizeof user->name, "%s", pw ? pw->pw_name : name);
	user->uid = pw ? pw->pw_uid : (uid_t)id;
	user->gid = pw ? pw->pw_gid : (gid_t)id;
	return pw || (*name && !*rest);
}

static bool find_users(struct bench *b)
{
	char self[24];

	snprintf(self, sizeof self, "%lu", (unsigned long)getuid());
	find_user(self, &b->users[b->user_count++]);
	if (getuid() != 0) {
		puts("Not root: measured as a plain user only.\n");
		return true;
	}
	if (find_user(b->plain, &b->users[b->user_count++]))
		return true;
	fprintf(stderr, "bench: no user is called %s\n", b->plain);
	return false;
}

static int usage(void)
{
	fputs("usage: bench [--long] [--ramtop PATH] [--load PATH] [--stages PATH] [--user NAME|UID] [--only CROWD] [--size COLUMNSxROWS]\n"
	      "Measures ramtop and its peers on PATH, as root and as a plain user (nobody), and prints ratios.\n"
	      "Crowds:", stderr);
	for (size_t i = 0; plan_at(i); i++)
		fprintf(stderr, " %s", plan_at(i)->crowd.id);
	fputs(" " WRAPPED_ID, stderr);
	fputc('\n', stderr);
	return 2;
}

static bool parse_options(struct bench *b, int argc, char **argv)
{
	const char *size = "160x50";
	const struct {
		const char *name, **value;
	} options[] = {
		{ "--ramtop", &b->ramtop },
		{ "--load",   &b->load   },
		{ "--stages", &b->stages },
		{ "--user",   &b->plain  },
		{ "--only",   &b->only   },
		{ "--size",   &size      },
	};
	enum { OPTIONS = sizeof options / sizeof *options };

	for (int i = 1; i < argc; i++) {
		size_t o = 0;

		if (strcmp(argv[i], "--long") == 0) {
			b->form = LONG;
			continue;
		}
		while (o < OPTIONS && strcmp(argv[i], options[o].name) != 0)
			o++;
		if (o == OPTIONS || ++i == argc)
			return false;
		*options[o].value = argv[i];
	}
	return sscanf(size, "%hux%hu", &b->size.columns, &b->size.rows) == 2 &&
	       (!b->only || plan_find(b->only) || strcmp(b->only, WRAPPED_ID) == 0);
}

static void print_head(const struct bench *b)
{
	struct utsname un;

	uname(&un);
	printf("ramtop and its peers, %s form; Linux %s, %ld CPUs, terminal %dx%d, one refresh a second\n"
	       "Medians over windows taken in turn. A ratio is ramtop's figure over the peer's: under 1, ramtop is cheaper.\n"
	       "tests/bench/NOTES.md says what each figure is.\n\n",
	       b->form == LONG ? "long" : "short", un.release, sysconf(_SC_NPROCESSORS_ONLN), b->size.columns, b->size.rows);
}

static bool is_wanted(const struct bench *b, const struct plan *plan)
{
	return effort_of(b, plan)->rounds > 0 && (!b->only || strcmp(b->only, plan->crowd.id) == 0);
}

/* Seen by whoever runs the benchmark. */
static void measure_wrapped(struct bench *b)
{
	bool is_large = b->form == LONG;

	if (b->only && strcmp(b->only, WRAPPED_ID) != 0)
		return;
	if (wrapped_measure(&b->wrapped, b->ramtop, is_large, is_large ? WRAPPED_PAIRS_MAX : 5))
		wrapped_print(&b->wrapped);
}

static void print_left_out(const struct bench *b)
{
	bool any = false;

	for (size_t i = 0; plan_at(i); i++)
		if (effort_of(b, plan_at(i))->rounds == 0) {
			printf("%s%s", any ? "; " : "\nOnly in the long form (make bench LONG=1): ", plan_at(i)->crowd.title);
			any = true;
		}
	if (any)
		puts(".");
}

int main(int argc, char **argv)
{
	static struct bench b = {
		.plain = "nobody", .ramtop = "build/ramtop", .load = "build/bench/load", .stages = "build/bench/stages",
	};

	if (!parse_options(&b, argc, argv))
		return usage();
	print_head(&b);
	if (!find_users(&b))
		return 2;
	b.monitor_count = monitor_find(b.monitors, b.ramtop);
	if (b.monitor_count == 0)
		return 2;

	interrupt_catch();
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	for (size_t i = 0; plan_at(i) && !interrupted(); i++)
		if (is_wanted(&b, plan_at(i)))
			measure_crowd(&b, plan_at(i));
	if (!interrupted())
		measure_wrapped(&b);
	if (b.board_count > 0)
		promise_print(b.boards, b.board_count);
	if (b.wrapped.pairs > 0)
		wrapped_promise(&b.wrapped);
	if (interrupted()) {
		puts("Interrupted.");
		return 130;
	}
	print_left_out(&b);
	return 0;
}
