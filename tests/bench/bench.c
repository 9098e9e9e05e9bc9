/* bench.c - which crowds, watched by whom, how often. Always measures ramtop and its peers in turn, in the same run. */
#define _GNU_SOURCE
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "board.h"
#include "clock.h"
#include "interrupt.h"
#include "promise.h"

enum form { SHORT, LONG, FORMS };
enum { USERS_MAX = 2, CROWDS_MAX = 4 };

/* How one crowd is measured in each form: no rounds, not at all. */
struct plan {
	struct crowd_spec crowd;
	struct {
		int rounds;
		uint64_t window;
		enum calls calls;
	} form[FORMS];
};

static const struct plan plans[] = {
	{ .crowd = { .id = "idle-500",   .title = "500 idle processes",    .processes = 500 },
	  .form = { [SHORT] = { 2, 1 * CLOCK_S, COUNT_CALLS }, [LONG] = { 5, 3 * CLOCK_S, COUNT_CALLS } } },
	{ .crowd = { .id = "idle-5000",  .title = "5,000 idle processes",  .processes = 5000 },
	  .form = { [SHORT] = { 3, 2 * CLOCK_S, LEAVE_CALLS }, [LONG] = { 5, 5 * CLOCK_S, COUNT_CALLS } } },
	{ .crowd = { .id = "idle-20000", .title = "20,000 idle processes", .processes = 20000 },
	  .form = { [SHORT] = { 0, 0, LEAVE_CALLS },           [LONG] = { 3, 5 * CLOCK_S, COUNT_CALLS } } },
	{ .crowd = { .id = "threads",    .title = "8,000 threads in 100 processes", .processes = 100, .threads = 8000 },
	  .form = { [SHORT] = { 3, 1 * CLOCK_S, LEAVE_CALLS }, [LONG] = { 5, 5 * CLOCK_S, COUNT_CALLS } } },
};
#define PLANS (sizeof plans / sizeof *plans)

_Static_assert(PLANS <= CROWDS_MAX, "CROWDS_MAX is too small");

struct bench {
	enum form form;
	struct terminal_size size;
	const char *load;           /* the program, see load.c */
	const char *plain;          /* the user beside root */
	const char *only;           /* a crowd's id, or NULL for all */
	const char *ramtop;
	struct monitor monitors[MONITOR_MAX];
	size_t monitor_count;
	struct user users[USERS_MAX];
	size_t user_count;
	struct board boards[CROWDS_MAX * USERS_MAX];
	size_t board_count;
};

/* ramtop and whoever a promise compares it with: every round. Others once; in the short form not for the plain user. */
static int rounds_for(const struct bench *b, const struct plan *plan, size_t user, size_t monitor)
{
	const char *name = b->monitors[monitor].spec->name;
	int rounds = plan->form[b->form].rounds;

	if (b->form == LONG || monitor == 0 || promise_needs_rounds(plan->crowd.id, name))
		return rounds;
	return user == 0 || promise_names(plan->crowd.id, name) ? 1 : 0;
}

static void measure_board(const struct bench *b, const struct plan *plan, size_t user, struct board *board)
{
	struct measure_plan how = {
		.size = b->size, .mark = CROWD_NAME, .settle = 900 * CLOCK_MS, .window = plan->form[b->form].window,
	};
	int rounds = plan->form[b->form].rounds;

	*board = (struct board){ .crowd = &plan->crowd, .user = &b->users[user], .count = b->monitor_count };
	for (int round = 0; round < rounds; round++)
		for (size_t m = 0; m < b->monitor_count && !interrupted(); m++) {
			struct board_row *row = &board->rows[m];
			/* The calls are counted once: they do not vary. */
			enum calls calls = round == 0 && user == 0 ? plan->form[b->form].calls : LEAVE_CALLS;

			row->monitor = &b->monitors[m];
			if (round < rounds_for(b, plan, user, m)
			    && measure(row->figures[row->rounds], row->monitor, board->user, &how, calls))
				row->rounds++;
		}
}

static void measure_crowd(struct bench *b, const struct plan *plan)
{
	struct crowd crowd;

	if (!crowd_fits(&plan->crowd))
		return;
	if (!crowd_open(&crowd, b->load, &plan->crowd)) {
		if (!interrupted())
			printf("%s: left out, they did not come up\n\n", plan->crowd.title);
		return;
	}
	for (size_t u = 0; u < b->user_count && !interrupted(); u++) {
		struct board *board = &b->boards[b->board_count];

		measure_board(b, plan, u, board);
		if (interrupted())
			break;
		board_print(board);
		b->board_count++;
	}
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
	fputs("usage: bench [--long] [--ramtop PATH] [--load PATH] [--user NAME|UID] [--only CROWD] [--size COLUMNSxROWS]\n"
	      "Measures ramtop and its peers on PATH, as root and as a plain user (nobody), and prints ratios.\n"
	      "Crowds:", stderr);
	for (size_t i = 0; i < PLANS; i++)
		fprintf(stderr, " %s", plans[i].crowd.id);
	fputc('\n', stderr);
	return 2;
}

static bool is_crowd(const char *id)
{
	for (size_t i = 0; i < PLANS; i++)
		if (strcmp(plans[i].crowd.id, id) == 0)
			return true;
	return false;
}

static bool parse_options(struct bench *b, int argc, char **argv)
{
	const char *size = "160x50";
	const struct {
		const char *name, **value;
	} options[] = {
		{ "--ramtop", &b->ramtop },
		{ "--load",   &b->load   },
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
	return sscanf(size, "%hux%hu", &b->size.columns, &b->size.rows) == 2 && (!b->only || is_crowd(b->only));
}

static void print_head(const struct bench *b)
{
	struct utsname un;

	uname(&un);
	printf("ramtop and its peers, %s form; Linux %s, %ld CPUs, terminal %dx%d, one refresh a second\n"
	       "Medians over windows taken in turn. A ratio is ramtop's figure over the peer's: under 1, ramtop is cheaper.\n\n",
	       b->form == LONG ? "long" : "short", un.release, sysconf(_SC_NPROCESSORS_ONLN), b->size.columns, b->size.rows);
}

int main(int argc, char **argv)
{
	static struct bench b = {
		.plain = "nobody", .ramtop = "build/ramtop", .load = "build/bench/load",
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
	for (size_t i = 0; i < PLANS && !interrupted(); i++)
		if (plans[i].form[b.form].rounds > 0 && (!b.only || strcmp(b.only, plans[i].crowd.id) == 0))
			measure_crowd(&b, &plans[i]);
	if (b.board_count > 0)
		promise_print(b.boards, b.board_count);
	if (!interrupted())
		return 0;
	puts("Interrupted.");
	return 130;
}
