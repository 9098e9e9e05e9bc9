/* zram_fuzz.c - any bytes as /sys/block/zram0/mm_stat. */
#include "fuzz.h"
#include "meminfo.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct zram z;
	size_t digits = 0;

	for (size_t i = 0; i < size; i++)
		digits += data[i] >= '0' && data[i] <= '9';
	if (zram_parse((const char *)data, size, &z))
		HOLDS(digits >= 3 && size >= 5);
	else
		HOLDS(size < 5 || data[0] < '0' || data[0] > '9' || data[1] != ' ' || data[2] < '0' || data[2] > '9' || data[3] != ' ' ||
		      data[4] < '0' || data[4] > '9' || digits > 20);
	return 0;
}
