/* engine_get_unbuilt.c - in place of engine_get.c, where libcurl's headers were missing: no engine is asked. */
#include "engine_get.h"

bool engine_is_built(void)
{
	return false;
}

bool engine_get(const char *socket, const char *path, long timeout_ms, struct vec *answer)
{
	(void)socket;
	(void)path;
	(void)timeout_ms;
	answer->count = 0;
	return false;
}
