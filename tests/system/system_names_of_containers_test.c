/* system_names_of_containers_test.c - where a Docker engine can be started: its containers have their names, and their networks move what
 * docker stats says. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine.h"

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
		said = engine_shell(script).out;
		after = net_of(json_of("-g", "container"), id);
		if (strncmp(said, before, strlen(before)) == 0 || strncmp(said, after, strlen(after)) == 0)
			return true;
	}
	fprintf(stderr, "docker says %sramtop %s\n", said, after);
	return false;
}

static void look(void)
{
	struct printed made = engine_shell("docker run -d --name web box sleep 1000 && docker run -d --name hosted --network host box sleep 1000");
	const char *web = engine_id("web"), *hosted = engine_id("hosted"), *json, *of;

	ck_assert_msg(made.status == 0, "%s", made.err);
	json = json_of("-g", "container");
	of = text_of(".groups[] | select(.id == \"%s\")", web);
	expect_jq(json, text_of("%s | .group", of), "web");
	expect_jq(json, text_of("%s | .name", of), "web");
	expect_jq(json, text_of("%s | .image", of), "box");
	expect_jq(json, text_of(".groups[] | select(.id == \"%s\") | .net_in, .net_out, .net_in_s", hosted), "null\nnull\nnull");
	expect_jq(json_of("-o", "command,container", "-f", "container=web"), ".tasks[] | .container, .command", "web\nsleep 1000");
	expect_jq(json_of("-o", "command,container", "-f", text_of("container=%.12s", hosted)), ".tasks[] | .container", "hosted");
	ck_assert(is_net_the_same(web));
	/* Without the engine the files of one that runs elsewhere tell nothing: the ids stay. */
	unsetenv("DOCKER_HOST");
	expect_jq(json_of("-g", "container"), text_of("%s | .group", of), text_of("%.12s", web));
}

START_TEST(containers_of_a_real_engine_have_their_names_and_their_networks)
{
	engine_try(look);
}
END_TEST

SUITE(system_names_of_containers, containers_of_a_real_engine_have_their_names_and_their_networks)
