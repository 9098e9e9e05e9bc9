/* system_names_of_containers_test.c - where a Docker engine can be started: its containers have their names, and their networks move what
 * docker stats says. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "suite.h"
#include "workload_program.h"

static const char *dir;

static struct printed shell(const char *script)
{
	return program_run((const char *const[]){ "sh", "-c", text_of("docker() { command docker -H unix://%s/socket \"$@\"; }; %s", dir, script),
	                                          NULL }, NULL);
}

static const char *id_of(const char *name)
{
	return text_of("%.64s", shell(text_of("docker inspect -f '{{.Id}}' %s", name)).out);
}

/* "1.43kB / 0B", as docker writes it: with three digits. */
static const char *net_of(const char *json, const char *id)
{
	return jq(json, text_of(".groups[] | select(.id == \"%s\") | def d: if . == null then \"0B\" elif . < 1000 then \"\\(.)B\" else "
	                        "(./10 | round / 100 | tostring) + \"kB\" end; \"\\(.net_in|d) / \\(.net_out|d)\"", id));
}

/* Packets come at any time: what docker says between two looks of ours is what one of them said, soon. */
static bool is_net_the_same(const char *id)
{
	const char *script = text_of("docker stats --no-stream --format '{{.NetIO}}' %s", id), *said, *before, *after;

	for (int i = 0; i < 5; i++) {
		before = net_of(json_of("-g", "container"), id);
		said = shell(script).out;
		after = net_of(json_of("-g", "container"), id);
		if (strncmp(said, before, strlen(before)) == 0 || strncmp(said, after, strlen(after)) == 0)
			return true;
	}
	fprintf(stderr, "docker says %sramtop %s\n", said, after);
	return false;
}

static void look(void)
{
	const char *web = id_of("web"), *hosted = id_of("hosted"), *json = json_of("-g", "container"), *of;

	of = text_of(".groups[] | select(.id == \"%s\")", web);
	expect_jq(json, text_of("%s | .group", of), "docker web");
	expect_jq(json, text_of("%s | .name", of), "web");
	expect_jq(json, text_of("%s | .image", of), "box");
	expect_jq(json, text_of(".groups[] | select(.id == \"%s\") | .net_in, .net_out, .net_in_s", hosted), "null\nnull\nnull");
	expect_jq(json_of("-o", "command,container", "-f", "container=web"), ".tasks[] | .container, .command", "web\nsleep 1000");
	expect_jq(json_of("-o", "command,container", "-f", text_of("container=%.12s", hosted)), ".tasks[] | .container", "hosted");
	ck_assert(is_net_the_same(web));
	/* Without the engine the files of one that runs elsewhere tell nothing: the ids stay. */
	unsetenv("DOCKER_HOST");
	expect_jq(json_of("-g", "container"), text_of("%s | .group", of), text_of("docker %.12s", web));
}

START_TEST(containers_of_a_real_engine_have_their_names_and_their_networks)
{
	struct printed made;
	int status = 1;
	pid_t pid;
	char made_dir[] = "/tmp/ramtop-engine-XXXXXX";

	ck_assert_ptr_nonnull(mkdtemp(made_dir));
	dir = made_dir;
	made = program_run((const char *const[]){ "sh", "tests/system/engine.sh", "start", dir, NULL }, NULL);
	if (made.status != 0) {
		fprintf(stderr, "SKIPPED with a real Docker engine: none can be started here\n");
		program_run((const char *const[]){ "rm", "-rf", dir, NULL }, NULL);
		return;
	}
	setenv("DOCKER_HOST", text_of("unix://%s/socket", dir), 1);
	made = shell("docker run -d --name web box sleep 1000 && docker run -d --name hosted --network host box sleep 1000");
	/* Whatever fails, the engine is stopped. */
	pid = made.status == 0 ? fork() : -1;
	if (pid == 0) {
		look();
		exit(0);
	}
	if (pid > 0)
		waitpid(pid, &status, 0);
	program_run((const char *const[]){ "sh", "tests/system/engine.sh", "stop", dir, NULL }, NULL);
	ck_assert_msg(made.status == 0, "%s", made.err);
	ck_assert_int_eq(status, 0);
}
END_TEST

SUITE(system_names_of_containers, containers_of_a_real_engine_have_their_names_and_their_networks)
