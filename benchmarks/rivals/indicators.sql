-- The rival: every indicator of every station for one period, written by hand for DuckDB. One row per station.
-- Placeholders: $folder, and as date literals $p0 $p1 (period), $m0 (month), $h0 (half-year), $y0 (year), $l0 (24 months back).
-- The table workdays(day) holds the statutory working days of the period.
-- Columns: `x` a whole number, or `x_n` and `x_d` a ratio (unknown where x_d is null or 0), and counts of rows per stage of checking.

-- Rows that another row of the same station supersedes are found once per table and then left out by their position.

CREATE TEMP TABLE stations_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/stations.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/stations.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW stations AS
SELECT * FROM read_parquet('$folder/stations.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM stations_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE staff_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/staff.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/staff.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW staff AS
SELECT * FROM read_parquet('$folder/staff.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM staff_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE roster_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/roster.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/roster.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW roster AS
SELECT * FROM read_parquet('$folder/roster.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM roster_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE communities_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/communities.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/communities.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW communities AS
SELECT * FROM read_parquet('$folder/communities.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM communities_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE community_stations_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/community_stations.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/community_stations.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW community_stations AS
SELECT * FROM read_parquet('$folder/community_stations.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM community_stations_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE registrations_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/registrations.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/registrations.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW registrations AS
SELECT * FROM read_parquet('$folder/registrations.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM registrations_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE posts_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/posts.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/posts.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW posts AS
SELECT * FROM read_parquet('$folder/posts.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM posts_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE referrals_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/referrals.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/referrals.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW referrals AS
SELECT * FROM read_parquet('$folder/referrals.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM referrals_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE placements_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/placements.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/placements.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW placements AS
SELECT * FROM read_parquet('$folder/placements.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM placements_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE service_acts_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/service_acts.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/service_acts.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW service_acts AS
SELECT * FROM read_parquet('$folder/service_acts.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM service_acts_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE events_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/events.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/events.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW events AS
SELECT * FROM read_parquet('$folder/events.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM events_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE hosting_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/hosting.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/hosting.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW hosting AS
SELECT * FROM read_parquet('$folder/hosting.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM hosting_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE deals_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/deals.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/deals.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW deals AS
SELECT * FROM read_parquet('$folder/deals.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM deals_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE complaints_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/complaints.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/complaints.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW complaints AS
SELECT * FROM read_parquet('$folder/complaints.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM complaints_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE incidents_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/incidents.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/incidents.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW incidents AS
SELECT * FROM read_parquet('$folder/incidents.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM incidents_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE surveys_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/surveys.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/surveys.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW surveys AS
SELECT * FROM read_parquet('$folder/surveys.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM surveys_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE followers_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/followers.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/followers.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW followers AS
SELECT * FROM read_parquet('$folder/followers.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM followers_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE reports_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/reports.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/reports.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW reports AS
SELECT * FROM read_parquet('$folder/reports.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM reports_dead d WHERE d.n = r.file_row_number);

CREATE TEMP TABLE honours_dead AS
SELECT r.file_row_number AS n FROM read_parquet('$folder/honours.parquet', file_row_number = true) r
SEMI JOIN (SELECT station, supersedes FROM read_parquet('$folder/honours.parquet') WHERE supersedes <> ''
    AND supersedes <> record) c
ON c.station = r.station AND c.supersedes = r.record;
CREATE TEMP VIEW honours AS
SELECT * FROM read_parquet('$folder/honours.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM honours_dead d WHERE d.n = r.file_row_number);

-- The station itself -------------------------------------------------------------------------------------------------

CREATE TEMP TABLE profile AS
SELECT *, greatest(opened, $p0) AS first_day, least(coalesce(closed, $p1), $p1) AS last_day,
       opened <= $p1 AND (closed IS NULL OR closed >= opened) AND first_day <= last_day AS ever_open
FROM (
    SELECT station, area_m2, map_published, longitude, latitude, recognised, opened, closed
    FROM stations WHERE verified AND NOT flagged AND day <= $p1
    QUALIFY row_number() OVER (PARTITION BY station ORDER BY day DESC, record DESC) = 1
);

CREATE TEMP TABLE stations_n AS
SELECT station, count(*) FILTER (day <= $p1) AS profile_raw, count(*) FILTER (day <= $p1 AND verified) AS profile_v,
       count(*) FILTER (day <= $p1 AND verified AND NOT flagged) AS profile_c
FROM read_parquet('$folder/stations.parquet', file_row_number = true) r
WHERE NOT EXISTS (SELECT 1 FROM stations_dead d WHERE d.n = r.file_row_number)
GROUP BY station;

CREATE TEMP TABLE profile_n AS
SELECT station, CAST(area_m2 * 1000000 AS BIGINT) AS area_m2_n, 1000000 AS area_m2_d,
       CASE WHEN map_published AND longitude IS NOT NULL AND latitude IS NOT NULL THEN 1 ELSE 0 END AS map_published,
       CASE WHEN ever_open THEN datediff('month', first_day, last_day) + 1 ELSE 0 END AS months_open,
       CASE WHEN recognised <= $p1 THEN datediff('month', recognised, $p1)
            - CASE WHEN least(day(recognised), day(last_day($p1))) > day($p1)
                THEN 1 ELSE 0 END WHEN recognised > $p1 THEN 0 END AS months_since_recognition,
       CASE WHEN opened <= $p1 THEN datediff('month', opened, $p1)
            - CASE WHEN least(day(opened), day(last_day($p1))) > day($p1) THEN 1 ELSE 0 END
            WHEN opened > $p1 THEN 0 END AS months_since_opening,
       CASE WHEN ever_open THEN (SELECT count(*) FROM workdays w WHERE w.day BETWEEN first_day AND last_day) ELSE 0 END
            AS workdays_open,
       ever_open
FROM profile;

-- Staff and roster ---------------------------------------------------------------------------------------------------

CREATE TEMP TABLE staff_n AS
SELECT station,
       count(*) FILTER (here) AS here_raw, count(*) FILTER (here AND verified) AS here_v,
       count(*) FILTER (here AND c) AS here_c,
       count(*) FILTER (here AND full_time) AS full_raw, count(*) FILTER (here AND full_time AND verified) AS full_v,
       count(*) FILTER (here AND full_time AND c) AS full_c,
       count(*) FILTER (here AND full_time AND head) AS heads_raw,
       count(*) FILTER (here AND full_time AND head AND verified) AS heads_v,
       count(*) FILTER (here AND full_time AND head AND c) AS heads_c,
       count(*) FILTER (lately AND full_time) AS lately_raw,
       count(*) FILTER (lately AND full_time AND verified) AS lately_v,
       count(*) FILTER (lately AND full_time AND c) AS lately_c,
       count(DISTINCT person) FILTER (here AND c) AS staff_count,
       count(DISTINCT person) FILTER (here AND full_time AND c) AS full_time_staff,
       count(DISTINCT person) FILTER (here AND full_time AND head AND c) AS station_heads
FROM (SELECT *, verified AND NOT flagged AS c, until IS NULL OR until >= $p1 AS here,
       until IS NULL OR until >= $p0 AS lately
      FROM staff WHERE day <= $p1)
GROUP BY station;

CREATE TEMP TABLE employed_n AS
WITH employed AS (
    SELECT station, person, day, until FROM staff
    WHERE day <= $p1 AND (until IS NULL OR until >= $p0) AND full_time AND verified AND NOT flagged
), moments AS (
    SELECT station, first_day AS at FROM profile WHERE ever_open
    UNION
    SELECT station, until + 1 FROM employed JOIN profile USING (station)
    WHERE ever_open AND until + 1 BETWEEN first_day AND last_day
), counted AS (
    SELECT m.station, m.at, count(DISTINCT e.person) AS people
    FROM moments m LEFT JOIN employed e ON e.station = m.station AND m.at >= e.day
        AND (e.until IS NULL OR m.at <= e.until)
    GROUP BY ALL
)
SELECT station, min(people) AS full_time_staff_min FROM counted GROUP BY station;

CREATE TEMP TABLE roster_n AS
SELECT station, count(*) AS roster_raw, count(*) FILTER (verified) AS roster_v,
       count(*) FILTER (verified AND NOT flagged) AS roster_c,
       count(*) FILTER (verified AND NOT flagged AND day IN (SELECT day FROM workdays)) AS roster_w
FROM roster WHERE day BETWEEN $p0 AND $p1 AND full_time GROUP BY station;

CREATE TEMP TABLE duty_n AS
SELECT station, count(*) AS duty_days, min(people) AS duty_least, CAST(sum(people) AS BIGINT) AS duty_people,
       CAST(sum(n) AS BIGINT) AS duty_rows
FROM (SELECT station, day, count(*) AS people, sum(n) AS n
      FROM (SELECT station, day, person, count(*) AS n FROM roster
            WHERE day BETWEEN $p0 AND $p1 AND full_time AND verified AND NOT flagged AND day IN (SELECT day
                FROM workdays)
            GROUP BY station, day, person)
      GROUP BY station, day)
JOIN profile USING (station) WHERE ever_open AND day BETWEEN first_day AND last_day
GROUP BY station;

-- Communities --------------------------------------------------------------------------------------------------------

CREATE TEMP TABLE communities_n AS
SELECT station, count(*) AS communities_raw, count(*) FILTER (verified) AS communities_v,
       count(*) FILTER (verified AND NOT flagged) AS communities_c,
       100 * count(DISTINCT community) FILTER (verified AND NOT flagged
           AND officer <> '') AS communities_with_officer_percent_n,
       count(DISTINCT community) FILTER (verified AND NOT flagged) AS communities_with_officer_percent_d
FROM communities WHERE day <= $p1 GROUP BY station;

CREATE TEMP TABLE community_stations_n AS
SELECT station, count(*) AS joint_raw, count(*) FILTER (verified) AS joint_v,
       count(*) FILTER (verified AND NOT flagged) AS joint_c,
       count(DISTINCT name) FILTER (verified AND NOT flagged) AS community_stations_joint
FROM community_stations WHERE day <= $p1 GROUP BY station;

-- Registrations ------------------------------------------------------------------------------------------------------

CREATE TEMP TABLE registrations_n AS
SELECT station,
       count(*) FILTER (s AND p) AS seeking_raw, count(*) FILTER (s AND p AND verified) AS seeking_v,
       count(*) FILTER (s AND p AND c) AS seeking_c,
       count(*) FILTER (s AND p AND c AND published) AS seeker_entries,
       count(*) FILTER (s AND p AND c AND filed) AS seeker_files,
       count(*) FILTER (s AND p AND c AND person <> '') AS seeking_person,
       100 * count(*) FILTER (s AND p AND c AND complete) AS complete_files_n,
       count(*) FILTER (s AND p AND c AND entered >= day) AS entered_rows,
       CAST(coalesce(sum(entered - day) FILTER (s AND p AND c AND entered >= day), 0) AS BIGINT) AS entered_days,
       count(*) FILTER (p AND k) AS kinds_raw, count(*) FILTER (p AND k AND verified) AS kinds_v,
       count(*) FILTER (p AND k AND c) AS kinds_c,
       bit_count(bit_or(CASE WHEN p AND c THEN CASE kind WHEN 'seeking' THEN 1 WHEN 'hiring' THEN 2 WHEN 'training'
           THEN 4
                                                         WHEN 'crew_leader'
                                                             THEN 8 ELSE 0 END ELSE 0 END)) AS registration_kinds,
       count(*) FILTER (s AND h) AS seeking_half_raw, count(*) FILTER (s AND h AND verified) AS seeking_half_v,
       count(*) FILTER (s AND h AND c) AS seeker_registrations_half_year
FROM (SELECT *, day >= $p0 AS p, day >= $h0 AS h, kind = 'seeking' AS s, verified AND NOT flagged AS c,
             kind IN ('seeking', 'hiring', 'training', 'crew_leader') AS k
      FROM registrations WHERE day BETWEEN least($p0, $h0) AND $p1)
GROUP BY station;

-- One group per seeker serves the distinct people, their different months, and who must be served.
CREATE TEMP TABLE seekers AS
SELECT station, person, bool_or(filed) AS filed, bool_or(willing) AS willing,
       bit_count(bit_or(CAST(1 AS HUGEINT) << CAST(datediff('month', $p0, day) AS HUGEINT))) AS months
FROM registrations
WHERE kind = 'seeking' AND day BETWEEN $p0 AND $p1 AND verified AND NOT flagged AND person <> ''
GROUP BY station, person;

CREATE TEMP TABLE seekers_n AS
SELECT station, count(*) AS seeker_records, CAST(sum(months) AS BIGINT) AS person_months FROM seekers GROUP BY station;

CREATE TEMP TABLE served_n AS
SELECT s.station, min(coalesce(n, 0)) AS services_per_seeker_min,
       CAST(sum(coalesce(n, 0)) AS BIGINT) AS services_per_seeker_mean_n, count(*) AS services_per_seeker_mean_d
FROM seekers s LEFT JOIN (
    SELECT station, person, count(*) AS n FROM service_acts
    WHERE day BETWEEN $p0 AND $p1 AND targeted AND verified AND NOT flagged AND person <> '' GROUP BY station, person
) a ON a.station = s.station AND a.person = s.person
WHERE s.filed GROUP BY s.station;

CREATE TEMP TABLE recommended_n AS
SELECT s.station, min(coalesce(n, 0)) AS recommendations_per_seeker_min,
       CAST(sum(coalesce(n, 0)) AS BIGINT) AS recommendations_per_seeker_mean_n,
       count(*) AS recommendations_per_seeker_mean_d
FROM seekers s LEFT JOIN (
    SELECT station, person, count(*) AS n FROM referrals
    WHERE day BETWEEN $p0 AND $p1 AND verified AND NOT flagged GROUP BY station, person
) a ON a.station = s.station AND a.person = s.person
WHERE s.willing GROUP BY s.station;

CREATE TEMP TABLE referrals_n AS
SELECT station, count(*) AS referrals_raw, count(*) FILTER (verified) AS referrals_v,
       count(*) FILTER (verified AND NOT flagged) AS referrals_c
FROM referrals WHERE day BETWEEN $p0 AND $p1 GROUP BY station;

-- Posts --------------------------------------------------------------------------------------------------------------

CREATE TEMP TABLE posts_n AS
SELECT station,
       count(*) FILTER (p) AS posts_raw, count(*) FILTER (p AND verified) AS posts_v,
       count(*) FILTER (p AND c) AS posts_c,
       count(*) FILTER (p AND fair) AS posts_fair, count(*) FILTER (p AND lawful) AS posts_lawful,
       count(*) FILTER (p AND lawful AND on_platform) AS posts_platform,
       count(*) FILTER (h) AS posts_half_raw, count(*) FILTER (h AND verified) AS posts_half_v,
       count(*) FILTER (h AND c) AS posts_half_c, count(*) FILTER (h AND fair) AS posts_half_fair,
       count(*) FILTER (h AND lawful) AS posts_half_lawful,
       count(*) FILTER (p AND false_info) AS false_raw, count(*) FILTER (p AND false_info AND verified) AS false_v,
       count(*) FILTER (p AND (false_info OR stale)) AS stale_raw,
       count(*) FILTER (p AND (false_info OR stale) AND verified) AS stale_v
FROM (SELECT *, day >= $p0 AS p, day >= $h0 AS h, verified AND NOT flagged AS c,
             verified AND NOT flagged AND NOT discriminatory AS fair, fair AND NOT false_info AS lawful
      FROM posts WHERE day BETWEEN least($p0, $h0) AND $p1)
GROUP BY station;

CREATE TEMP TABLE fingerprints_n AS
SELECT station, count(*) FILTER (platform >= $p0) AS platform_posts_first,
       count(*) FILTER (lawful >= $p0) AS posts_first,
       count(*) FILTER (lawful >= $h0) AS posts_half_year, count(*) FILTER (is_false) AS false_posts,
       count(*) FILTER (is_false OR is_stale) AS false_or_stale_posts
FROM (SELECT station, fingerprint,
             min(CASE WHEN NOT flagged AND NOT discriminatory AND NOT false_info THEN day END) AS lawful,
             min(CASE WHEN NOT flagged AND NOT discriminatory AND NOT false_info AND on_platform
                 THEN day END) AS platform,
             bool_or(false_info AND day >= $p0) AS is_false, bool_or(stale AND day >= $p0) AS is_stale
      FROM posts WHERE day <= $p1 AND verified GROUP BY station, fingerprint)
GROUP BY station;

CREATE TEMP TABLE employers_n AS
SELECT station, CAST(sum(days) AS BIGINT) AS recruitment_posts, count(*) AS platform_employers
FROM (SELECT station, employer, count(DISTINCT day) AS days FROM posts
      WHERE day BETWEEN $p0 AND $p1 AND verified AND NOT flagged AND NOT discriminatory AND NOT false_info
          AND on_platform
      GROUP BY station, employer)
GROUP BY station;

-- Placements ---------------------------------------------------------------------------------------------------------

CREATE TEMP TABLE placements_n AS
SELECT station,
       count(*) FILTER (p) AS placements_raw, count(*) FILTER (p AND verified) AS placements_v,
       count(*) FILTER (p AND c) AS placements_c,
       count(*) FILTER (p AND c AND any_paper) AS placements_proven_any,
       count(*) FILTER (p AND c AND all_papers) AS placements_proven_all,
       count(*) FILTER (p AND stable) AS stable_raw, count(*) FILTER (p AND stable AND verified) AS stable_v,
       count(*) FILTER (p AND stable AND c) AS stable_c,
       count(*) FILTER (p AND stable AND c AND any_paper) AS stable_any,
       count(*) FILTER (h) AS placements_half_raw, count(*) FILTER (h AND verified) AS placements_half_v,
       count(*) FILTER (h AND c) AS placements_half_c,
       count(*) FILTER (h AND c AND proof NOT IN ('', 'none')) AS placements_half_proven,
       count(*) FILTER (h AND c AND proof NOT IN ('', 'none') AND person <> '') AS placements_half_person
FROM (SELECT station, day >= $p0 AS p, day >= $h0 AS h, verified, verified AND NOT flagged AS c, stable, proof, person,
             CASE WHEN stable THEN list_has_any(papers, ['contract', 'insurance', 'wage_slip'])
                  ELSE list_has_any(papers, ['insurance', 'transfer', 'other']) END AS any_paper,
             CASE WHEN stable THEN list_has_all(papers, ['contract', 'insurance', 'wage_slip'])
                  ELSE list_has_all(papers, ['insurance', 'transfer']) END AS all_papers
      FROM (SELECT *, string_split(proof, '+') AS papers FROM placements WHERE day BETWEEN least($p0, $h0) AND $p1))
GROUP BY station;

CREATE TEMP TABLE placed_n AS
SELECT station, count(*) AS matched_persons_half_year
FROM (SELECT DISTINCT station, person FROM placements
      WHERE day BETWEEN $h0 AND $p1 AND verified AND NOT flagged AND proof NOT IN ('', 'none') AND person <> '')
GROUP BY station;

-- Services -----------------------------------------------------------------------------------------------------------

CREATE TEMP TABLE acts_n AS
SELECT station,
       count(*) FILTER (person <> '') AS targeted_raw, count(*) FILTER (person <> '' AND verified) AS targeted_v,
       count(*) FILTER (person <> '' AND c) AS targeted_c,
       count(*) FILTER (person <> '' AND c AND targeted) AS targeted_t,
       count(*) FILTER (category = 'graduate') AS graduate_raw,
       count(*) FILTER (category = 'graduate' AND verified) AS graduate_v,
       count(*) FILTER (category = 'graduate' AND c) AS graduate_c,
       count(*) FILTER (category = 'graduate' AND c AND person <> '') AS graduate_services,
       count(*) FILTER (category = 'hard_to_employ') AS hard_raw,
       count(*) FILTER (category = 'hard_to_employ' AND verified) AS hard_v,
       count(*) FILTER (category = 'hard_to_employ' AND c) AS hard_c,
       count(*) FILTER (category = 'hard_to_employ' AND c AND person <> '') AS hard_to_employ_services,
       count(*) FILTER (category = 'unemployed') AS unemployed_raw,
       count(*) FILTER (category = 'unemployed' AND verified) AS unemployed_v,
       count(*) FILTER (category = 'unemployed' AND c) AS unemployed_c,
       count(*) FILTER (category = 'unemployed' AND c AND person <> '') AS unemployed_services,
       count(*) FILTER (kind = 'recruitment_notice') AS notices_raw,
       count(*) FILTER (kind = 'recruitment_notice' AND verified) AS notices_v,
       count(*) FILTER (kind = 'recruitment_notice' AND c) AS recruitment_notices,
       count(*) FILTER (kind = 'short_term_labour') AS short_raw,
       count(*) FILTER (kind = 'short_term_labour' AND verified) AS short_v,
       count(*) FILTER (kind = 'short_term_labour' AND c) AS short_term_needs,
       count(*) FILTER (kind = 'interprovincial') AS inter_raw,
       count(*) FILTER (kind = 'interprovincial' AND verified) AS inter_v,
       count(*) FILTER (kind = 'interprovincial' AND c) AS interprovincial_cooperations
FROM (SELECT *, verified AND NOT flagged AS c FROM service_acts WHERE day BETWEEN $p0 AND $p1)
GROUP BY station;

CREATE TEMP TABLE hosting_n AS
SELECT station, count(*) AS hosting_raw, count(*) FILTER (verified) AS hosting_v, count(*) FILTER (c) AS hosting_c,
       count(*) FILTER (c AND proven) AS hosting_proven, count(*) FILTER (c AND proven AND free) AS hosting_free,
       count(*) FILTER (c AND proven AND free AND small) AS hosting_small,
       count(*) FILTER (c AND proven AND free AND small AND local) AS hosting_local,
       count(DISTINCT (employer, day)) FILTER (c AND proven AND free AND small AND local) AS hosting_services
FROM (SELECT *, verified AND NOT flagged AS c,
       proof NOT IN ('', 'none') AS proven FROM hosting WHERE day BETWEEN $p0 AND $p1)
GROUP BY station;

CREATE TEMP TABLE deals_n AS
SELECT station, count(*) AS deals_raw, count(*) FILTER (verified) AS deals_v,
       count(*) FILTER (verified AND NOT flagged) AS deals_c,
       count(*) FILTER (verified AND NOT flagged AND completed) AS deals_completed
FROM deals WHERE day BETWEEN $p0 AND $p1 GROUP BY station;

-- Events: so many counts that rows are first folded by what tells them apart ----------------------------------------

CREATE TEMP TABLE events_n AS
SELECT station,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'matching'), 0) AS BIGINT) AS matching_raw,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'matching' AND stage >= 1), 0) AS BIGINT) AS matching_v,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'matching' AND stage >= 2), 0) AS BIGINT) AS matching_c,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'matching' AND stage >= 3), 0) AS BIGINT) AS matching_proven,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'policy_talk'), 0) AS BIGINT) AS talks_raw,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'policy_talk' AND stage >= 1), 0) AS BIGINT) AS talks_v,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'policy_talk' AND stage >= 2), 0) AS BIGINT) AS talks_c,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'policy_talk' AND stage >= 3), 0) AS BIGINT) AS talks_proven,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'policy_talk' AND offline), 0) AS BIGINT) AS talks_offline_raw,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'policy_talk' AND offline
           AND stage >= 1), 0) AS BIGINT) AS talks_offline_v,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'policy_talk' AND offline
           AND stage >= 2), 0) AS BIGINT) AS talks_offline_c,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'policy_talk' AND offline
           AND stage >= 3), 0) AS BIGINT) AS talks_offline_proven,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'guidance'), 0) AS BIGINT) AS guidance_raw,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'guidance' AND stage >= 1), 0) AS BIGINT) AS guidance_v,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'guidance' AND stage >= 2), 0) AS BIGINT) AS guidance_c,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'guidance' AND stage >= 3), 0) AS BIGINT) AS guidance_proven,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'guidance' AND offline), 0) AS BIGINT) AS guidance_offline_raw,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'guidance' AND offline
           AND stage >= 1), 0) AS BIGINT) AS guidance_offline_v,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'guidance' AND offline
           AND stage >= 2), 0) AS BIGINT) AS guidance_offline_c,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'guidance' AND offline
           AND stage >= 3), 0) AS BIGINT) AS guidance_offline_proven,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'livestream'), 0) AS BIGINT) AS livestream_raw,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'livestream' AND stage >= 1), 0) AS BIGINT) AS livestream_v,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'livestream' AND stage >= 2), 0) AS BIGINT) AS livestream_c,
       CAST(coalesce(sum(n) FILTER (p AND topic = 'livestream' AND stage >= 3), 0) AS BIGINT) AS livestream_proven,
       CAST(coalesce(sum(n) FILTER (y AND topic = 'promotion'), 0) AS BIGINT) AS promotions_year_raw,
       CAST(coalesce(sum(n) FILTER (y AND topic = 'promotion' AND stage >= 1), 0) AS BIGINT) AS promotions_year_v,
       CAST(coalesce(sum(n) FILTER (y AND topic = 'promotion' AND stage >= 2), 0) AS BIGINT) AS promotions_year_c,
       CAST(coalesce(sum(n) FILTER (y AND topic = 'promotion' AND stage >= 3), 0) AS BIGINT) AS promotions_year_proven,
       CAST(coalesce(sum(n) FILTER (m AND topic = 'promotion'), 0) AS BIGINT) AS promotions_month_raw,
       CAST(coalesce(sum(n) FILTER (m AND topic = 'promotion' AND stage >= 1), 0) AS BIGINT) AS promotions_month_v,
       CAST(coalesce(sum(n) FILTER (m AND topic = 'promotion' AND stage >= 2), 0) AS BIGINT) AS promotions_month_c,
       CAST(coalesce(sum(n) FILTER (m AND topic = 'promotion' AND stage >= 3), 0) AS BIGINT) AS promotions_month_proven,
       CAST(coalesce(sum(n) FILTER (y AND topic = 'policy_publicity'), 0) AS BIGINT) AS publicity_year_raw,
       CAST(coalesce(sum(n) FILTER (y AND topic = 'policy_publicity' AND stage >= 1), 0) AS BIGINT) AS publicity_year_v,
       CAST(coalesce(sum(n) FILTER (y AND topic = 'policy_publicity' AND stage >= 2), 0) AS BIGINT) AS publicity_year_c,
       CAST(coalesce(sum(n) FILTER (y AND topic = 'policy_publicity'
           AND stage >= 3), 0) AS BIGINT) AS publicity_year_proven,
       CAST(coalesce(sum(n) FILTER (m AND topic = 'policy_publicity'), 0) AS BIGINT) AS publicity_month_raw,
       CAST(coalesce(sum(n) FILTER (m AND topic = 'policy_publicity'
           AND stage >= 1), 0) AS BIGINT) AS publicity_month_v,
       CAST(coalesce(sum(n) FILTER (m AND topic = 'policy_publicity'
           AND stage >= 2), 0) AS BIGINT) AS publicity_month_c,
       CAST(coalesce(sum(n) FILTER (m AND topic = 'policy_publicity'
           AND stage >= 3), 0) AS BIGINT) AS publicity_month_proven
FROM (SELECT station, offline,
             CASE WHEN kind IN ('job_fair', 'interview', 'employment_talk', 'outing') THEN 'matching'
                  WHEN kind IN ('guidance', 'entrepreneurship', 'training', 'crew_training')
                      THEN 'guidance' ELSE kind END AS topic,
             day >= $p0 AS p, day >= $y0 AS y, day >= $m0 AS m,
             CASE WHEN NOT verified THEN 0 WHEN flagged THEN 1 WHEN proof NOT IN ('', 'none')
                 THEN 3 ELSE 2 END AS stage,
             count(*) AS n
      FROM events WHERE day BETWEEN least($p0, $y0) AND $p1 GROUP BY ALL)
GROUP BY station;

CREATE TEMP TABLE livestreams_n AS
SELECT station, count(DISTINCT datediff('month', $p0, day)) AS livestream_months FROM events
WHERE kind = 'livestream' AND day BETWEEN $p0 AND $p1 AND verified AND NOT flagged
    AND proof NOT IN ('', 'none') GROUP BY station;

CREATE TEMP TABLE weeks AS
SELECT CAST(monday AS DATE) AS monday,
       EXISTS (SELECT 1 FROM workdays w WHERE w.day BETWEEN monday AND monday + INTERVAL 6 DAY) AS working
FROM generate_series($p0 + CAST((8 - isodow($p0)) % 7 AS INTEGER), $p1 - 6, INTERVAL 7 DAY) g(monday);

CREATE TEMP TABLE weekly_n AS
WITH open_weeks AS (
    SELECT station, monday, working FROM profile JOIN weeks ON ever_open AND monday BETWEEN first_day AND last_day - 6
), held AS (
    SELECT station, CAST(date_trunc('week', day) AS DATE) AS monday, count(*) AS n FROM events
    WHERE kind IN ('job_fair', 'interview', 'employment_talk', 'outing') AND day BETWEEN $p0 AND $p1
      AND verified AND NOT flagged AND proof NOT IN ('', 'none')
    GROUP BY ALL
)
SELECT station, min(coalesce(n, 0)) AS events_per_week_min,
       min(coalesce(n, 0)) FILTER (working) AS events_per_working_week_min,
       CAST(sum(coalesce(n, 0)) AS BIGINT) AS events_per_week_mean_n, count(*) AS events_per_week_mean_d,
       CAST(coalesce(sum(n) FILTER (working), 0) AS BIGINT) AS working_week_records
FROM open_weeks LEFT JOIN held USING (station, monday) GROUP BY station;

-- Conduct ------------------------------------------------------------------------------------------------------------

CREATE TEMP TABLE complaints_n AS
SELECT station,
       count(*) FILTER (p AND kind = 'complaint') AS complaints_raw,
       count(*) FILTER (p AND kind = 'complaint' AND verified) AS complaints_v,
       count(*) FILTER (p AND kind = 'complaint' AND c) AS complaints_c,
       count(*) FILTER (p AND kind = 'complaint' AND c AND upheld) AS complaints_upheld,
       count(*) FILTER (y AND kind = 'complaint') AS complaints_year_raw,
       count(*) FILTER (y AND kind = 'complaint' AND verified) AS complaints_year_v,
       count(*) FILTER (y AND kind = 'complaint' AND c) AS complaints_year_c,
       count(*) FILTER (y AND kind = 'complaint' AND c AND upheld) AS complaints_upheld_year,
       count(*) FILTER (p AND kind = 'dispute') AS disputes_raw,
       count(*) FILTER (p AND kind = 'dispute' AND verified) AS disputes_v,
       count(*) FILTER (p AND kind = 'dispute' AND c) AS disputes
FROM (SELECT *, day >= $p0 AS p, day >= $y0 AS y, verified AND NOT flagged AS c
      FROM complaints WHERE day BETWEEN least($p0, $y0) AND $p1)
GROUP BY station;

CREATE TEMP TABLE incidents_n AS
SELECT station, count(*) AS incidents_raw, count(*) FILTER (verified) AS incidents_v,
       count(*) FILTER (verified AND NOT flagged) AS incidents
FROM incidents WHERE day BETWEEN $p0 AND $p1 GROUP BY station;

CREATE TEMP TABLE surveys_n AS
SELECT station, count(*) AS surveys_raw, count(*) FILTER (verified) AS surveys_v,
       count(*) FILTER (verified AND NOT flagged) AS satisfaction_percent_d,
       100 * count(*) FILTER (verified AND NOT flagged AND satisfied) AS satisfaction_percent_n
FROM surveys WHERE day BETWEEN $p0 AND $p1 GROUP BY station;

CREATE TEMP TABLE followers_n AS
SELECT station, count(*) AS followers_raw, count(*) FILTER (verified) AS followers_v,
       count(*) FILTER (verified AND NOT flagged) AS followers_c,
       arg_max(followers, (day, record)) FILTER (verified AND NOT flagged) AS followers_end
FROM followers WHERE day BETWEEN $p0 AND $p1 GROUP BY station;

CREATE TEMP TABLE reports_n AS
SELECT station,
       count(*) FILTER (p) AS due_raw, count(*) FILTER (p AND verified) AS due_v,
       count(*) FILTER (p AND c) AS reports_due,
       count(*) FILTER (p AND on_time) AS on_time_raw, count(*) FILTER (p AND on_time AND verified) AS on_time_v,
       count(*) FILTER (p AND on_time AND c) AS reports_on_time,
       count(*) FILTER (p AND late) AS late_raw, count(*) FILTER (p AND late AND verified) AS late_v,
       count(*) FILTER (p AND late AND c) AS reports_late,
       count(*) FILTER (p AND missing) AS missing_raw, count(*) FILTER (p AND missing AND verified) AS missing_v,
       count(*) FILTER (p AND missing AND c) AS reports_missing,
       late_raw + missing_raw AS not_as_required_raw, late_v + missing_v AS not_as_required_v,
       reports_late + reports_missing AS reports_not_as_required,
       count(*) FILTER (y AND kind = 'monthly' AND NOT on_time) AS monthly_raw,
       count(*) FILTER (y AND kind = 'monthly' AND NOT on_time AND verified) AS monthly_v,
       count(*) FILTER (y AND kind = 'monthly' AND NOT on_time AND c) AS monthly_c,
       CASE WHEN count(*) FILTER (y AND kind = 'monthly' AND c) > 0 THEN monthly_c END AS monthly_summaries_missing_year
FROM (SELECT station, kind, verified, day >= $p0 AS p, day >= $y0 AS y, verified AND NOT flagged AS c,
             coalesce(handed_in <= day, false) AS on_time, coalesce(handed_in > day, false) AS late,
       handed_in IS NULL AS missing
      FROM reports WHERE day BETWEEN least($p0, $y0) AND $p1)
GROUP BY station;

CREATE TEMP TABLE honours_n AS
SELECT station,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'national') AS national_2y_raw,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'national' AND stage >= 1) AS national_2y_v,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'national' AND stage >= 2) AS national_2y_c,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'national' AND stage >= 3) AS national_2y_proven,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'provincial') AS provincial_2y_raw,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'provincial' AND stage >= 1) AS provincial_2y_v,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'provincial' AND stage >= 2) AS provincial_2y_c,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'provincial'
           AND stage >= 3) AS provincial_2y_proven,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'municipal') AS municipal_2y_raw,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'municipal' AND stage >= 1) AS municipal_2y_v,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'municipal' AND stage >= 2) AS municipal_2y_c,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'municipal'
           AND stage >= 3) AS municipal_2y_proven,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'county') AS county_2y_raw,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'county' AND stage >= 1) AS county_2y_v,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'county' AND stage >= 2) AS county_2y_c,
       count(*) FILTER (l AND kind IN ('honour', 'press') AND level = 'county' AND stage >= 3) AS county_2y_proven,
       count(*) FILTER (p AND kind = 'press' AND level = 'national') AS central_raw,
       count(*) FILTER (p AND kind = 'press' AND level = 'national' AND stage >= 1) AS central_v,
       count(*) FILTER (p AND kind = 'press' AND level = 'national' AND stage >= 2) AS central_c,
       count(*) FILTER (p AND kind = 'press' AND level = 'national' AND stage >= 3) AS central_proven,
       count(*) FILTER (p AND kind IN ('press', 'comment') AND level = 'provincial') AS recognitions_raw,
       count(*) FILTER (p AND kind IN ('press', 'comment') AND level = 'provincial' AND stage >= 1) AS recognitions_v,
       count(*) FILTER (p AND kind IN ('press', 'comment') AND level = 'provincial' AND stage >= 2) AS recognitions_c,
       count(*) FILTER (p AND kind IN ('press', 'comment') AND level = 'provincial'
           AND stage >= 3) AS recognitions_proven,
       count(*) FILTER (p AND kind = 'labour_brand') AS brands_raw,
       count(*) FILTER (p AND kind = 'labour_brand' AND stage >= 1) AS brands_v,
       count(*) FILTER (p AND kind = 'labour_brand' AND stage >= 2) AS brands_c,
       count(*) FILTER (p AND kind = 'labour_brand' AND stage >= 3) AS brands_proven,
       count(*) FILTER (p AND kind = 'highlight') AS highlights_raw,
       count(*) FILTER (p AND kind = 'highlight' AND stage >= 1) AS highlights_v,
       count(*) FILTER (p AND kind = 'highlight' AND stage >= 2) AS highlights_c,
       count(*) FILTER (p AND kind = 'highlight' AND stage >= 3) AS highlights_proven,
       count(*) FILTER (p AND kind = 'relations_station') AS relations_raw,
       count(*) FILTER (p AND kind = 'relations_station' AND stage >= 1) AS relations_v,
       count(*) FILTER (p AND kind = 'relations_station' AND stage >= 2) AS relations_c,
       count(*) FILTER (p AND kind = 'relations_station' AND stage >= 3) AS relations_proven
FROM (SELECT station, level, kind, day >= $p0 AS p, day >= $l0 AS l,
             CASE WHEN NOT verified THEN 0 WHEN flagged THEN 1 WHEN proof NOT IN ('', 'none') THEN 3 ELSE 2 END AS stage
      FROM honours WHERE day BETWEEN least($p0, $l0) AND $p1)
GROUP BY station;

-- The answer ---------------------------------------------------------------------------------------------------------

SELECT station,
       -- Unknown where null.
       area_m2_n, area_m2_d, map_published, months_open, months_since_recognition, months_since_opening,
       CASE WHEN ever_open THEN full_time_staff_min END AS full_time_staff_min,
       CASE WHEN workdays_open > 0 THEN CASE WHEN coalesce(duty_days, 0) < workdays_open
           THEN 0 ELSE duty_least END END AS roster_min_staff,
       services_per_seeker_min, recommendations_per_seeker_min, events_per_week_min, events_per_working_week_min, followers_end,
       monthly_summaries_missing_year,
       -- A mean per month is a sum over months_open, or over all months of the period.
       datediff('month', $p0, $p1) + 1 AS months_all,
       datepart('month', $p1) - CASE WHEN $p1 = last_day($p1) THEN 0 ELSE 1 END AS year_months_elapsed,
       datepart('month', $p1) - datepart('month', $h0) + CASE WHEN $p1 = last_day($p1)
           THEN 1 ELSE 0 END AS half_year_months_elapsed,
       coalesce(placements_proven_any, 0) + coalesce(stable_any, 0) AS weighted_placements,
       -- Nothing found is zero.
       coalesce(COLUMNS(* EXCLUDE (
           station, area_m2_n, area_m2_d, map_published, months_open, months_since_recognition, months_since_opening, workdays_open,
           ever_open, full_time_staff_min, duty_days, duty_least, services_per_seeker_min, recommendations_per_seeker_min,
           events_per_week_min, events_per_working_week_min, followers_end, monthly_summaries_missing_year
       )), 0)
FROM (SELECT DISTINCT station FROM read_parquet('$folder/stations.parquet'))
LEFT JOIN profile_n USING (station)
LEFT JOIN stations_n USING (station)
LEFT JOIN staff_n USING (station)
LEFT JOIN employed_n USING (station)
LEFT JOIN roster_n USING (station)
LEFT JOIN duty_n USING (station)
LEFT JOIN communities_n USING (station)
LEFT JOIN community_stations_n USING (station)
LEFT JOIN registrations_n USING (station)
LEFT JOIN seekers_n USING (station)
LEFT JOIN served_n USING (station)
LEFT JOIN recommended_n USING (station)
LEFT JOIN referrals_n USING (station)
LEFT JOIN posts_n USING (station)
LEFT JOIN fingerprints_n USING (station)
LEFT JOIN employers_n USING (station)
LEFT JOIN placements_n USING (station)
LEFT JOIN placed_n USING (station)
LEFT JOIN acts_n USING (station)
LEFT JOIN hosting_n USING (station)
LEFT JOIN deals_n USING (station)
LEFT JOIN events_n USING (station)
LEFT JOIN livestreams_n USING (station)
LEFT JOIN weekly_n USING (station)
LEFT JOIN complaints_n USING (station)
LEFT JOIN incidents_n USING (station)
LEFT JOIN surveys_n USING (station)
LEFT JOIN followers_n USING (station)
LEFT JOIN reports_n USING (station)
LEFT JOIN honours_n USING (station)
ORDER BY station;
