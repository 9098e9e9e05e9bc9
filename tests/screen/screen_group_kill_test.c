/* screen_group_kill_test.c - all in a control group and below it get a signal, or stand still: they, and nobody else. */
#define _GNU_SOURCE
#include "screens.h"

#include "kernel/freezer_groups.h"
#include "workload.h"

/* A group with alpha, one below it with beta, and gamma in neither of them. */
struct scene_of_groups {
	struct stage stage;
	struct made_group ours, top, below;
	struct made_freezer freezer, freezer_below;
	struct pty *p;
};

enum { ALPHA, BETA, GAMMA };

/* In version 2 a group that gives controllers to those below it has no processes. */
static void make_below(struct scene_of_groups *s)
{
	group_make(&s->below, &s->top, "below", 0);
	if (s->top.version == CGROUP_V2)
		ck_assert(group_write(&s->top, "cgroup.subtree_control", "-memory"));
}

static bool groups_start(struct scene_of_groups *s)
{
	*s = (struct scene_of_groups){ 0 };
	if (!group_ours(&s->ours))
		return false;
	group_make(&s->top, &s->ours, group_name(&s->ours), 0);
	make_below(s);
	if (!freezer_make(&s->freezer, &s->top) || !freezer_make(&s->freezer_below, &s->below)) {
		group_remove(&s->below);
		group_remove(&s->top);
		return false;
	}
	for (int i = 0; i < VICTIMS; i++)
		s->stage.pid[i] = victim_start(victim_name(i), &s->stage.say[i]);
	freezer_enter(&s->freezer, &s->top, s->stage.pid[ALPHA]);
	freezer_enter(&s->freezer_below, &s->below, s->stage.pid[BETA]);
	return true;
}

/* Those two alone, by name: the upper one stands before the one below it. */
static void show(struct scene_of_groups *s, const char *option, const char *value)
{
	const char *name = strrchr(s->top.path, '/') + 1;

	s->p = pty_open(PTY_LIST(RAMTOP, "-d0.1", "-g", "cgroup", "-s", "group", "-o", "members,needed,group", option, value), 34, 200, NULL);
	expect_text(s->p, "groups by control group");
	pty_type(s->p, "\\");
	expect_text(s->p, "Filter:");
	pty_type(s->p, name);
	expect_text(s->p, s->below.path);
	pty_type(s->p, KEY_ENTER KEY_HOME);
	expect_gone(s->p, "Filter:");
	expect_selected(s->p, name);
}

static void groups_end(struct scene_of_groups *s)
{
	stage_leave(&s->stage, s->p);
	freezer_remove(&s->freezer_below);
	freezer_remove(&s->freezer);
	group_remove(&s->below);
	group_remove(&s->top);
}

static bool is_frozen(const struct made_freezer *f)
{
	const struct freezer here = { .dir = open(f->group.dir, O_PATH | O_DIRECTORY | O_CLOEXEC), .version = f->group.version };
	enum freezing state = freezer_look(&here);

	close(here.dir);
	return state == FREEZER_FROZEN;
}

static void freeze(struct scene_of_groups *s)
{
	pty_type(s->p, "f");
	expect_text(s->p, "Freeze 2 processes?");
	pty_type(s->p, "y");
	expect_row(s->p, -2, "is frozen: f lets it go on");
	ck_assert(until(is_frozen(&s->freezer)));
}

START_TEST(k_ends_all_in_a_control_group_and_below_it_and_no_other)
{
	struct scene_of_groups s;
	char line[64];

	if (!groups_start(&s))
		return;
	show(&s, NULL, NULL);
	pty_type(s.p, "k");
	expect_text(s.p, "Send a signal to 2 processes of a control group");
	expect_text(s.p, "and below it");
	for (int i = ALPHA; i <= BETA; i++) {
		snprintf(line, sizeof(line), "%d ", (int)s.stage.pid[i]);
		expect_text(s.p, line);
		expect_text(s.p, victim_name(i));
	}
	ck_assert(!pty_find(s.p, victim_name(GAMMA), NULL, NULL));
	expect_text(s.p, "frees ");
	expect_text(s.p, "charged");
	pty_type(s.p, "kill" KEY_ENTER);
	ck_assert_int_eq(victim_end(&s.stage.pid[ALPHA]), SIGKILL);
	ck_assert_int_eq(victim_end(&s.stage.pid[BETA]), SIGKILL);
	expect_text(s.p, "SIGKILL to ");
	expect_text(s.p, "all 2 have ended");
	ck_assert(victim_lives(s.stage.pid[GAMMA]));
	pty_type(s.p, " ");
	expect_gone(s.p, "receipt");
	expect_row(s.p, -1, "By another");
	groups_end(&s);
}
END_TEST

START_TEST(any_signal_reaches_all_of_a_control_group)
{
	struct scene_of_groups s;

	if (!groups_start(&s))
		return;
	show(&s, NULL, NULL);
	pty_type(s.p, KEY_F9);
	expect_text(s.p, "of a control group");
	pty_type(s.p, "usr2" KEY_ENTER);
	ck_assert_int_eq(victim_end(&s.stage.pid[ALPHA]), SIGUSR2);
	ck_assert_int_eq(victim_end(&s.stage.pid[BETA]), SIGUSR2);
	ck_assert(victim_lives(s.stage.pid[GAMMA]));
	groups_end(&s);
}
END_TEST

/* Gamma comes while it is counted down. */
START_TEST(who_does_not_end_and_who_comes_meanwhile_gets_sigkill_after_the_grace)
{
	struct scene_of_groups s;

	if (!groups_start(&s))
		return;
	shell_do(s.stage.pid[BETA], s.stage.say[BETA], "trap '' TERM");
	shell_do(s.stage.pid[GAMMA], s.stage.say[GAMMA], "trap '' TERM");
	show(&s, "--grace", "60");
	pty_type(s.p, "kterm+" KEY_ENTER);
	expect_text(s.p, "SIGTERM, then SIGKILL to ");
	ck_assert_int_eq(victim_end(&s.stage.pid[ALPHA]), SIGTERM);
	expect_text(s.p, "1 of 2 have ended");
	expect_text(s.p, "s for 1 still here");
	freezer_enter(&s.freezer, &s.top, s.stage.pid[GAMMA]);
	expect_text(s.p, "s for 2 still here");
	pty_type(s.p, KEY_ENTER);
	ck_assert_int_eq(victim_end(&s.stage.pid[BETA]), SIGKILL);
	ck_assert_int_eq(victim_end(&s.stage.pid[GAMMA]), SIGKILL);
	expect_text(s.p, "all 3 have ended");
	expect_text(s.p, "SIGKILL was sent to 2");
	groups_end(&s);
}
END_TEST

START_TEST(the_grace_ends_by_itself_and_esc_calls_it_off)
{
	struct scene_of_groups s;

	if (!groups_start(&s))
		return;
	for (int i = ALPHA; i <= BETA; i++)
		shell_do(s.stage.pid[i], s.stage.say[i], "trap '' TERM");
	show(&s, "--grace", "2");
	pty_type(s.p, "kterm+" KEY_ENTER);
	expect_text(s.p, "s for 2 still here");
	pty_type(s.p, KEY_ESC);
	expect_row(s.p, -2, "SIGKILL called off: 2 are still here");
	pty_type(s.p, "kterm+" KEY_ENTER);
	ck_assert_int_eq(victim_end(&s.stage.pid[ALPHA]), SIGKILL);
	ck_assert_int_eq(victim_end(&s.stage.pid[BETA]), SIGKILL);
	groups_end(&s);
}
END_TEST

START_TEST(f_freezes_a_control_group_once_it_is_agreed_and_lets_it_go_on)
{
	struct scene_of_groups s;

	if (!groups_start(&s))
		return;
	show(&s, NULL, NULL);
	expect_row(s.p, -1, "Freeze");
	pty_type(s.p, "f");
	expect_text(s.p, "Freeze 2 processes?");
	expect_text(s.p, victim_name(BETA));
	pty_type(s.p, KEY_ENTER);
	expect_row(s.p, -2, "it goes on");
	ck_assert(!is_frozen(&s.freezer));
	freeze(&s);
	expect_row(s.p, -1, "Thaw");
	pty_type(s.p, KEY_DOWN KEY_UP);
	expect_row(s.p, -2, "the chosen one is frozen");
	pty_type(s.p, KEY_DOWN);
	expect_row(s.p, -2, "the chosen one is frozen by one above it");
	pty_type(s.p, "f");
	expect_row(s.p, -2, "is frozen by one above it: let that go on");
	pty_type(s.p, KEY_UP "f");
	expect_row(s.p, -2, " goes on");
	ck_assert(until(!is_frozen(&s.freezer)));
	expect_row(s.p, -1, "Freeze");
	groups_end(&s);
}
END_TEST

START_TEST(what_others_have_frozen_goes_on_once_it_is_agreed)
{
	struct scene_of_groups s;
	bool is_v1;

	if (!groups_start(&s))
		return;
	is_v1 = s.top.version == CGROUP_V1;
	ck_assert(group_write(&s.freezer.group, is_v1 ? "freezer.state" : "cgroup.freeze", is_v1 ? "FROZEN" : "1"));
	ck_assert(until(is_frozen(&s.freezer)));
	show(&s, NULL, NULL);
	expect_row(s.p, -1, "Thaw");
	pty_type(s.p, "f");
	expect_text(s.p, "was not frozen here");
	pty_type(s.p, KEY_ENTER);
	expect_row(s.p, -2, "it stays frozen");
	ck_assert(is_frozen(&s.freezer));
	pty_type(s.p, "fy");
	expect_row(s.p, -2, " goes on");
	ck_assert(until(!is_frozen(&s.freezer)));
	groups_end(&s);
}
END_TEST

START_TEST(one_who_ends_while_the_menu_is_open_is_not_told_of)
{
	struct scene_of_groups s;

	if (!groups_start(&s))
		return;
	show(&s, NULL, NULL);
	pty_type(s.p, "k");
	expect_text(s.p, "to 2 processes of a control group");
	kill(s.stage.pid[ALPHA], SIGKILL);
	victim_end(&s.stage.pid[ALPHA]);
	pty_type(s.p, "9" KEY_ENTER);
	ck_assert_int_eq(victim_end(&s.stage.pid[BETA]), SIGKILL);
	expect_row(s.p, -2, "after SIGKILL");
	ck_assert(!pty_find(s.p, "ESRCH", NULL, NULL));
	groups_end(&s);
}
END_TEST

START_TEST(who_is_frozen_dies_of_sigkill_all_the_same)
{
	struct scene_of_groups s;

	if (!groups_start(&s))
		return;
	show(&s, NULL, NULL);
	freeze(&s);
	pty_type(s.p, "k");
	expect_text(s.p, "frozen: all signals but SIGKILL wait");
	pty_type(s.p, "9" KEY_ENTER);
	ck_assert_int_eq(victim_end(&s.stage.pid[ALPHA]), SIGKILL);
	ck_assert_int_eq(victim_end(&s.stage.pid[BETA]), SIGKILL);
	expect_text(s.p, "all 2 have ended");
	groups_end(&s);
}
END_TEST

START_TEST(nothing_is_done_to_a_group_with_readonly)
{
	struct scene_of_groups s;

	if (!groups_start(&s))
		return;
	show(&s, "--readonly", NULL);
	ck_assert(!pty_find(s.p, "Freeze", NULL, NULL));
	pty_type(s.p, "k");
	expect_row(s.p, -2, "--readonly: nothing is changed");
	pty_type(s.p, KEY_DOWN KEY_UP "f");
	expect_row(s.p, -2, "--readonly: nothing is changed");
	ck_assert(!is_frozen(&s.freezer));
	ck_assert(victim_lives(s.stage.pid[ALPHA]));
	groups_end(&s);
}
END_TEST

/* The same path, made anew, with beta and gamma in it. */
static void make_again(struct scene_of_groups *s)
{
	group_enter(&s->ours, s->stage.pid[ALPHA]);
	group_enter(&s->ours, s->stage.pid[BETA]);
	group_remove(&s->below);
	group_remove(&s->top);
	group_make(&s->top, &s->ours, group_name(&s->ours), 0);
	make_below(s);
	group_enter(&s->top, s->stage.pid[GAMMA]);
	group_enter(&s->below, s->stage.pid[BETA]);
}

START_TEST(a_group_that_was_made_anew_while_the_menu_is_open_gets_nothing)
{
	struct scene_of_groups s;

	if (!groups_start(&s))
		return;
	show(&s, NULL, NULL);
	pty_type(s.p, "k");
	expect_text(s.p, "to 2 processes of a control group");
	make_again(&s);
	pty_type(s.p, "9" KEY_ENTER);
	expect_row(s.p, -2, "is no more: nothing was sent");
	for (int i = 0; i < VICTIMS; i++)
		ck_assert(victim_lives(s.stage.pid[i]));
	groups_end(&s);
}
END_TEST

/* Nothing is read anew meanwhile. */
START_TEST(a_group_that_was_made_anew_before_a_key_is_not_taken_for_the_one_that_is_shown)
{
	struct scene_of_groups s;

	if (!groups_start(&s))
		return;
	show(&s, "--delay", "600");
	make_again(&s);
	pty_type(s.p, "k");
	expect_row(s.p, -2, "another was made with its name");
	ck_assert(!pty_find(s.p, "Send a signal", NULL, NULL));
	for (int i = 0; i < VICTIMS; i++)
		ck_assert(victim_lives(s.stage.pid[i]));
	groups_end(&s);
}
END_TEST

START_TEST(one_who_has_left_the_group_gets_nothing)
{
	struct scene_of_groups s;

	if (!groups_start(&s))
		return;
	show(&s, NULL, NULL);
	pty_type(s.p, "k");
	expect_text(s.p, "to 2 processes of a control group");
	group_enter(&s.ours, s.stage.pid[BETA]);
	pty_type(s.p, "9" KEY_ENTER);
	ck_assert_int_eq(victim_end(&s.stage.pid[ALPHA]), SIGKILL);
	expect_text(s.p, "refused: has left the group");
	ck_assert(victim_lives(s.stage.pid[BETA]));
	groups_end(&s);
}
END_TEST

START_TEST(a_group_with_ramtop_in_it_is_asked_for_once_more_and_is_never_frozen)
{
	struct scene_of_groups s;

	if (!groups_start(&s))
		return;
	show(&s, NULL, NULL);
	freezer_enter(&s.freezer, &s.top, pty_pid(s.p));
	do {
		pty_type(s.p, "k");
		expect_text(s.p, "Send a signal");
		if (pty_find(s.p, "to 3 processes of a control group", NULL, NULL))
			break;
		pty_type(s.p, "q");
		expect_gone(s.p, "Send a signal");
	} while (true);
	pty_type(s.p, KEY_ENTER);
	expect_text(s.p, "Send SIGTERM all the same?");
	expect_text(s.p, "it is this ramtop");
	pty_type(s.p, KEY_ENTER);
	expect_row(s.p, -2, "nothing was sent");
	pty_type(s.p, "f");
	expect_row(s.p, -2, "holds this ramtop, which could not let it go on");
	ck_assert(!is_frozen(&s.freezer));
	ck_assert(victim_lives(s.stage.pid[ALPHA]));
	groups_end(&s);
}
END_TEST

/* As the path of the freezer says nothing of who is in it. */
START_TEST(a_freezer_with_others_in_it_is_left_alone)
{
	struct scene_of_groups s;

	if (!groups_start(&s))
		return;
	if (s.top.version == CGROUP_V1)
		group_enter(&s.freezer.group, s.stage.pid[GAMMA]);
	show(&s, NULL, NULL);
	if (s.top.version == CGROUP_V1) {
		pty_type(s.p, "f");
		expect_row(s.p, -2, "shares its freezer with others");
	}
	ck_assert(!is_frozen(&s.freezer));
	groups_end(&s);
}
END_TEST

SUITE(screen_group_kill, k_ends_all_in_a_control_group_and_below_it_and_no_other, any_signal_reaches_all_of_a_control_group,
      who_does_not_end_and_who_comes_meanwhile_gets_sigkill_after_the_grace, the_grace_ends_by_itself_and_esc_calls_it_off,
      f_freezes_a_control_group_once_it_is_agreed_and_lets_it_go_on, what_others_have_frozen_goes_on_once_it_is_agreed,
      one_who_ends_while_the_menu_is_open_is_not_told_of, who_is_frozen_dies_of_sigkill_all_the_same, nothing_is_done_to_a_group_with_readonly, a_group_that_was_made_anew_while_the_menu_is_open_gets_nothing,
      a_group_that_was_made_anew_before_a_key_is_not_taken_for_the_one_that_is_shown, one_who_has_left_the_group_gets_nothing,
      a_group_with_ramtop_in_it_is_asked_for_once_more_and_is_never_frozen, a_freezer_with_others_in_it_is_left_alone)
