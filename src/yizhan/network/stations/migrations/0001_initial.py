"""Stations with their file, area, staff and plan. Written by makemigrations, one field a line."""

# fmt: off

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import yizhan.floor.privacy.fields


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
        ('regions', '0002_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NetworkPlan',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=40)),
                ('source', models.CharField(max_length=200)),
                ('clause', models.TextField()),
                ('since', models.DateField()),
                ('by', models.DateField()),
                ('city', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='network_plans', to='regions.region')),
            ],
            options={
                'verbose_name': '建设目标',
                'ordering': ['-since'],
            "constraints": [models.UniqueConstraint(fields=('city', 'since'), name='stations_one_plan_from_a_day'), models.CheckConstraint(condition=models.Q(('by__gt', models.F('since'))), name='stations_plan_ends_after_start'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('source', ''), _negated=True), models.Q(('clause', ''), _negated=True)), name='stations_plan_has_source')]},
        ),
        migrations.CreateModel(
            name='PlanLine',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('tier', models.CharField(choices=[('city', '市级'), ('county', '区（县）级'), ('street', '镇（街）级'), ('community', '社区（村）级')], max_length=10)),
                ('kind', models.CharField(blank=True, choices=[('market', '零工市场'), ('station', '零工驿站'), ('community_station', '社区（村）就业创业服务站'), ('migratory_station', '“候鸟”人才就业创业服务站')], max_length=20)),
                ('label', models.CharField(max_length=40)),
                ('planned', models.PositiveIntegerField(null=True)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='stations.networkplan')),
            ],
            options={
                'verbose_name': '建设目标分项',
                'ordering': ['position'],
            "constraints": [models.UniqueConstraint(fields=('plan', 'position'), name='stations_plan_lines_in_order'), models.UniqueConstraint(fields=('plan', 'tier', 'kind'), name='stations_plan_line_once'), models.CheckConstraint(condition=models.Q(('tier__in', ['city', 'county', 'street', 'community'])), name='stations_plan_tier_known')]},
        ),
        migrations.CreateModel(
            name='Station',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('market', '零工市场'), ('station', '零工驿站'), ('community_station', '社区（村）就业创业服务站'), ('migratory_station', '“候鸟”人才就业创业服务站')], max_length=20)),
                ('tier', models.CharField(choices=[('city', '市级'), ('county', '区（县）级'), ('street', '镇（街）级'), ('community', '社区（村）级')], max_length=10)),
                ('setting', models.CharField(choices=[('urban', '城镇'), ('rural', '农村')], max_length=8)),
                ('state', models.CharField(choices=[('planned', '筹建'), ('recognised', '已认定'), ('open', '开放'), ('suspended', '暂停'), ('closed', '已撤销')], default='planned', max_length=12)),
                ('version', models.PositiveIntegerField(default=1)),
                ('created_at', models.DateTimeField()),
                ('recognised_on', models.DateField(null=True)),
                ('opened_on', models.DateField(null=True)),
                ('closed_on', models.DateField(null=True)),
                ('sign_name', models.CharField(blank=True, max_length=80)),
                ('street', models.CharField(blank=True, max_length=9)),
                ('address', models.CharField(blank=True, max_length=200)),
                ('directions', models.CharField(blank=True, max_length=200)),
                ('area', models.DecimalField(decimal_places=2, max_digits=8, null=True)),
                ('shared_with', models.CharField(blank=True, choices=[('none', '独立使用'), ('neighbour_centre', '“党建+”邻里中心'), ('public_service', '公共就业服务机构'), ('doorstep_station', '“家门口”就业服务站'), ('union_station', '工会户外劳动者服务站点'), ('other', '其他机构')], max_length=20)),
                ('zones', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('counter', '柜面服务区'), ('recruiting', '求职招聘区'), ('special', '特色功能区'), ('waiting', '等候休息区'), ('registration', '零工登记区'), ('employer_waiting', '用工等候区'), ('mediation', '维权调解区'), ('guidance_room', '就业创业指导室'), ('partner', '合作机构服务专区')], max_length=24), blank=True, default=list, size=None)),
                ('tidy', models.BooleanField(null=True)),
                ('fire_safe', models.BooleanField(null=True)),
                ('facilities', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('escape_route', '疏散通道'), ('exit', '安全出口'), ('fire_equipment', '消防设施'), ('cameras', '安全监控系统'), ('barrier_free', '无障碍服务设施'), ('disinfection', '消毒设施'), ('guide_terminal', '服务引导机'), ('big_screen', '信息发布大屏'), ('booth_terminal', '招聘展位终端'), ('notice_board', '公告宣传栏'), ('self_service', '自助查询机'), ('multimedia', '多媒体设施'), ('desk', '写字桌台'), ('seats', '休息座椅'), ('air', '空调通风'), ('parking', '户外停车'), ('charging', '手机充电'), ('water', '饮水取用'), ('computer', '电脑'), ('telephone', '电话'), ('printer', '打印机'), ('copier', '复印机'), ('fax', '传真机'), ('scanner', '扫描仪'), ('document_camera', '高拍仪'), ('network', '网络'), ('software', '业务软件')], max_length=24), blank=True, default=list, size=None)),
                ('services', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('job_introduction', '职业介绍'), ('guidance', '职业指导'), ('policy', '政策咨询'), ('registration', '求职招聘登记'), ('hardship_aid', '困难援助'), ('training', '技能培训'), ('entrepreneurship', '创业服务'), ('rights', '权益维护'), ('unemployment', '失业登记和帮扶'), ('information', '信息对接'), ('crew_leaders', '劳务带头人登记'), ('labour_hosting', '小微企业劳动关系事务托管')], max_length=24), blank=True, default=list, size=None)),
                ('rules', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('daily_rules', '日常管理服务制度'), ('duties', '岗位职责'), ('service_rules', '服务制度'), ('process', '服务流程'), ('service_list', '服务项目')], max_length=24), blank=True, default=list, size=None)),
                ('displays', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('sign', '统一标识'), ('hours', '开放时间'), ('services', '服务内容'), ('manager', '管理人员姓名、联系电话'), ('policy_board', '公共就业创业政策'), ('job_board', '岗位信息'), ('platform_code', '零工平台二维码及操作指引'), ('complaints', '投诉受理方式和渠道'), ('supervision', '有关行政监督部门和投诉电话'), ('hotline', '用工专线电话')], max_length=24), blank=True, default=list, size=None)),
                ('uses_platform', models.BooleanField(null=True)),
                ('holiday_rule', models.CharField(choices=[('statutory', '法定节假日休息，调休上班日开放'), ('always', '节假日照常开放')], default='statutory', max_length=12)),
                ('manager_name', models.CharField(blank=True, max_length=60)),
                ('manager_phone', yizhan.floor.privacy.fields.SealedTextField(null=True)),
                ('service_phone', models.CharField(blank=True, max_length=20)),
                ('hotline', models.CharField(blank=True, max_length=20)),
                ('legal_name', models.CharField(blank=True, max_length=120)),
                ('credit_code', models.CharField(blank=True, max_length=18)),
                ('legal_representative', models.CharField(blank=True, max_length=60)),
                ('longitude', models.DecimalField(decimal_places=6, max_digits=9, null=True)),
                ('latitude', models.DecimalField(decimal_places=6, max_digits=8, null=True)),
                ('given_longitude', models.DecimalField(decimal_places=6, max_digits=9, null=True)),
                ('given_latitude', models.DecimalField(decimal_places=6, max_digits=8, null=True)),
                ('datum', models.CharField(blank=True, choices=[('gcj02', 'GCJ-02（高德、腾讯地图）'), ('wgs84', 'WGS-84（GPS、天地图）')], max_length=8)),
                ('community', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stations', to='regions.community')),
                ('host', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='community_stations', to='stations.station')),
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='station', to='organisations.organisation')),
            ],
            options={
                'verbose_name': '驿站',
            "indexes": [models.Index(fields=['state', 'kind'], name='stations_state_kind')], "constraints": [models.CheckConstraint(condition=models.Q(('kind__in', ['market', 'station', 'community_station', 'migratory_station'])), name='stations_kind_known'), models.CheckConstraint(condition=models.Q(('tier__in', ['city', 'county', 'street', 'community'])), name='stations_tier_known'), models.CheckConstraint(condition=models.Q(('setting__in', ['urban', 'rural'])), name='stations_setting_known'), models.CheckConstraint(condition=models.Q(('state__in', ['planned', 'recognised', 'open', 'suspended', 'closed'])), name='stations_state_known'), models.CheckConstraint(condition=models.Q(('holiday_rule__in', ['statutory', 'always'])), name='stations_holiday_rule_known'), models.CheckConstraint(condition=models.Q(('street__regex', '^([0-9]{9})?$')), name='stations_street_code'), models.CheckConstraint(condition=models.Q(('area__isnull', True), ('area__gt', 0), _connector='OR'), name='stations_area_positive'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('community_station', 'migratory_station')), ('tier', 'community')), models.Q(models.Q(('kind__in', ('community_station', 'migratory_station')), _negated=True), models.Q(('tier', 'community'), _negated=True)), _connector='OR'), name='stations_community_tier_is_for_community_kinds'), models.CheckConstraint(condition=models.Q(('host__isnull', True), models.Q(('kind__in', ('community_station', 'migratory_station')), models.Q(('host', models.F('id')), _negated=True)), _connector='OR'), name='stations_only_community_stations_have_a_host'), models.CheckConstraint(condition=models.Q(models.Q(('recognised_on__isnull', True), ('state', 'planned')), models.Q(('state__in', ('recognised', 'open', 'suspended')), ('recognised_on__isnull', False)), ('state', 'closed'), _connector='OR'), name='stations_recognised_has_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('opened_on__isnull', False), ('state__in', ('open', 'suspended'))), models.Q(('opened_on__isnull', True), ('state__in', ('planned', 'recognised'))), ('state', 'closed'), _connector='OR'), name='stations_open_has_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('state', 'closed')), models.Q(models.Q(('state', 'closed'), _negated=True), ('closed_on__isnull', True)), _connector='OR'), name='stations_closed_has_its_day'), models.CheckConstraint(condition=models.Q(models.Q(('opened_on__isnull', True), ('opened_on__gte', models.F('recognised_on')), _connector='OR'), models.Q(('closed_on__isnull', True), ('opened_on__isnull', True), ('closed_on__gte', models.F('opened_on')), _connector='OR')), name='stations_days_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('datum', ''), ('given_latitude__isnull', True), ('given_longitude__isnull', True), ('latitude__isnull', True), ('longitude__isnull', True)), models.Q(('datum__in', ['gcj02', 'wgs84']), ('given_latitude__isnull', False), ('given_longitude__isnull', False), ('latitude__isnull', False), ('longitude__isnull', False)), _connector='OR'), name='stations_position_is_whole')]},
        ),
        migrations.CreateModel(
            name='StaffPost',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('full_time', models.BooleanField()),
                ('head', models.BooleanField(default=False)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staff_posts', to=settings.AUTH_USER_MODEL)),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='staff_posts', to='stations.station')),
            ],
            options={
                'verbose_name': '人员配备',
            "constraints": [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='stations_post_ends_after_start'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('station', models.TextField()), django.db.models.functions.comparison.Cast('person', models.TextField()), output_field=models.TextField()), models.Value(0), function='hashtextextended', output_field=models.BigIntegerField()), models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('station', models.TextField()), django.db.models.functions.comparison.Cast('person', models.TextField()), output_field=models.TextField()), models.Value(0), function='hashtextextended', output_field=models.BigIntegerField()), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func('since', 'until', models.Value('[)'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='stations_one_post_at_a_time'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('head', True)), expressions=[(models.Func(models.Func(django.db.models.functions.comparison.Cast('station', models.TextField()), models.Value(0), function='hashtextextended', output_field=models.BigIntegerField()), models.Func(django.db.models.functions.comparison.Cast('station', models.TextField()), models.Value(0), function='hashtextextended', output_field=models.BigIntegerField()), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func('since', 'until', models.Value('[)'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='stations_one_head_at_a_time')]},
        ),
        migrations.CreateModel(
            name='ServiceArea',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='service_areas', to='regions.community')),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='service_areas', to='stations.station')),
            ],
            options={
                'verbose_name': '服务区域',
            "constraints": [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='stations_area_ends_after_start'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.Func(django.db.models.functions.comparison.Cast('community', models.TextField()), models.Value(0), function='hashtextextended', output_field=models.BigIntegerField()), models.Func(django.db.models.functions.comparison.Cast('community', models.TextField()), models.Value(0), function='hashtextextended', output_field=models.BigIntegerField()), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func('since', 'until', models.Value('[)'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='stations_community_served_once')]},
        ),
        migrations.CreateModel(
            name='PostedContact',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('position', models.PositiveSmallIntegerField()),
                ('office', models.CharField(max_length=60)),
                ('phone', models.CharField(max_length=20)),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='posted_contacts', to='stations.station')),
            ],
            options={
                'verbose_name': '公布的监督投诉电话',
                'ordering': ['position'],
            "constraints": [models.UniqueConstraint(fields=('station', 'position'), name='stations_contacts_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('office', ''), _negated=True), models.Q(('phone', ''), _negated=True)), name='stations_contact_is_whole')]},
        ),
        migrations.CreateModel(
            name='OpeningSpan',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, '周一'), (1, '周二'), (2, '周三'), (3, '周四'), (4, '周五'), (5, '周六'), (6, '周日')])),
                ('opens', models.PositiveSmallIntegerField()),
                ('closes', models.PositiveSmallIntegerField()),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opening_spans', to='stations.station')),
            ],
            options={
                'verbose_name': '开放时间',
                'ordering': ['weekday', 'opens'],
            "constraints": [models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens')), ('closes__lte', 1440), ('weekday__lte', 6)), name='stations_span_in_day'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.Func(django.db.models.functions.comparison.Cast('station', models.TextField()), models.Value(0), function='hashtextextended', output_field=models.BigIntegerField()), models.Func(django.db.models.functions.comparison.Cast('station', models.TextField()), models.Value(0), function='hashtextextended', output_field=models.BigIntegerField()), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('weekday'), '*', models.Value(1440)), '+', models.F('opens')), django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('weekday'), '*', models.Value(1440)), '+', models.F('closes')), models.Value('[)'), function='int4range', output_field=django.contrib.postgres.fields.ranges.IntegerRangeField()), '&&')], name='stations_spans_do_not_overlap')]},
        ),
        migrations.CreateModel(
            name='DutyShift',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('begins', models.DateTimeField()),
                ('ends', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duty_shifts', to=settings.AUTH_USER_MODEL)),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duty_shifts', to='stations.station')),
            ],
            options={
                'verbose_name': '值班',
                'ordering': ['begins'],
            "indexes": [models.Index(fields=['station', 'day'], name='stations_shifts_of_day')], "constraints": [models.CheckConstraint(condition=models.Q(('ends__gt', models.F('begins'))), name='stations_shift_ends_after_start'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.Func(django.db.models.functions.comparison.Cast('person', models.TextField()), models.Value(0), function='hashtextextended', output_field=models.BigIntegerField()), models.Func(django.db.models.functions.comparison.Cast('person', models.TextField()), models.Value(0), function='hashtextextended', output_field=models.BigIntegerField()), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func('begins', 'ends', models.Value('[)'), function='tstzrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='stations_nobody_in_two_places')]},
        ),
        migrations.CreateModel(
            name='ClosedDay',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
                ('reason', models.CharField(max_length=100)),
                ('station', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='closed_days', to='stations.station')),
            ],
            options={
                'verbose_name': '临时闭馆',
                'ordering': ['day'],
            "constraints": [models.UniqueConstraint(fields=('station', 'day'), name='stations_closed_once_a_day'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='stations_closed_day_has_reason')]},
        ),
        migrations.CreateModel(
            name='EmploymentOfficer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('since', models.DateField()),
                ('until', models.DateField(null=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='employment_officers', to='regions.community')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='officer_of', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '就业服务专员',
                'constraints': [models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gt', models.F('since')), _connector='OR'), name='stations_officer_ends_after_start'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('community', models.TextField()), django.db.models.functions.comparison.Cast('person', models.TextField()), output_field=models.TextField()), models.Value(0), function='hashtextextended', output_field=models.BigIntegerField()), models.Func(django.db.models.functions.text.Concat(django.db.models.functions.comparison.Cast('community', models.TextField()), django.db.models.functions.comparison.Cast('person', models.TextField()), output_field=models.TextField()), models.Value(0), function='hashtextextended', output_field=models.BigIntegerField()), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func('since', 'until', models.Value('[)'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='stations_officer_once')],
            },
        ),
        ]
