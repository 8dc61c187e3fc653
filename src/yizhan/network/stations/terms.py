"""What a station has, shows and offers, in the words of the sources. Each entry names the clause that looks at it."""

from django.db.models import TextChoices


class Zone(TextChoices):
    """Zones. 泉州标准4, 沙县2（2）."""

    COUNTER = "counter", "柜面服务区"
    RECRUITING = "recruiting", "求职招聘区"
    SPECIAL = "special", "特色功能区"
    WAITING = "waiting", "等候休息区"
    REGISTRATION = "registration", "零工登记区"
    EMPLOYER_WAITING = "employer_waiting", "用工等候区"
    MEDIATION = "mediation", "维权调解区"
    GUIDANCE_ROOM = "guidance_room", "就业创业指导室"
    PARTNER = "partner", "合作机构服务专区"


class Facility(TextChoices):
    """Facilities. 泉州标准5–7, 沙县2（3）（4）, 海口3."""

    ESCAPE_ROUTE = "escape_route", "疏散通道"
    EXIT = "exit", "安全出口"
    FIRE_EQUIPMENT = "fire_equipment", "消防设施"
    CAMERAS = "cameras", "安全监控系统"
    BARRIER_FREE = "barrier_free", "无障碍服务设施"
    DISINFECTION = "disinfection", "消毒设施"
    GUIDE_TERMINAL = "guide_terminal", "服务引导机"
    BIG_SCREEN = "big_screen", "信息发布大屏"
    BOOTH_TERMINAL = "booth_terminal", "招聘展位终端"
    NOTICE_BOARD = "notice_board", "公告宣传栏"
    SELF_SERVICE = "self_service", "自助查询机"
    MULTIMEDIA = "multimedia", "多媒体设施"
    DESK = "desk", "写字桌台"
    SEATS = "seats", "休息座椅"
    AIR = "air", "空调通风"
    PARKING = "parking", "户外停车"
    CHARGING = "charging", "手机充电"
    WATER = "water", "饮水取用"
    COMPUTER = "computer", "电脑"
    TELEPHONE = "telephone", "电话"
    PRINTER = "printer", "打印机"
    COPIER = "copier", "复印机"
    FAX = "fax", "传真机"
    SCANNER = "scanner", "扫描仪"
    DOCUMENT_CAMERA = "document_camera", "高拍仪"
    NETWORK = "network", "网络"
    SOFTWARE = "software", "业务软件"


class Service(TextChoices):
    """Services offered free of charge. 泉州标准1, 随州三（一）, 沙县2（6）, 海口6–7."""

    JOB_INTRODUCTION = "job_introduction", "职业介绍"
    GUIDANCE = "guidance", "职业指导"
    POLICY = "policy", "政策咨询"
    REGISTRATION = "registration", "求职招聘登记"
    HARDSHIP_AID = "hardship_aid", "困难援助"
    TRAINING = "training", "技能培训"
    ENTREPRENEURSHIP = "entrepreneurship", "创业服务"
    RIGHTS = "rights", "权益维护"
    UNEMPLOYMENT = "unemployment", "失业登记和帮扶"
    INFORMATION = "information", "信息对接"
    CREW_LEADERS = "crew_leaders", "劳务带头人登记"
    LABOUR_HOSTING = "labour_hosting", "小微企业劳动关系事务托管"


class Rule(TextChoices):
    """Rules and processes on the wall. 沙县2（1）, 泉州标准2, 海口2, 随州考核明细表1."""

    DAILY_RULES = "daily_rules", "日常管理服务制度"
    DUTIES = "duties", "岗位职责"
    SERVICE_RULES = "service_rules", "服务制度"
    PROCESS = "process", "服务流程"
    SERVICE_LIST = "service_list", "服务项目"


class Display(TextChoices):
    """What is shown outside or in the hall. 海口1, 3; 泉州标准1, 12, 23; 沙县2（1）; 随州三（一）2."""

    SIGN = "sign", "统一标识"
    HOURS = "hours", "开放时间"
    SERVICES = "services", "服务内容"
    MANAGER = "manager", "管理人员姓名、联系电话"
    POLICY_BOARD = "policy_board", "公共就业创业政策"
    JOB_BOARD = "job_board", "岗位信息"
    PLATFORM_CODE = "platform_code", "零工平台二维码及操作指引"
    COMPLAINTS = "complaints", "投诉受理方式和渠道"
    SUPERVISION = "supervision", "有关行政监督部门和投诉电话"
    HOTLINE = "hotline", "用工专线电话"


class SharedPremises(TextChoices):
    """With whom the place may be shared by time and zone. 泉州标准3."""

    NONE = "none", "独立使用"
    NEIGHBOUR_CENTRE = "neighbour_centre", "“党建+”邻里中心"
    PUBLIC_SERVICE = "public_service", "公共就业服务机构"
    DOORSTEP_STATION = "doorstep_station", "“家门口”就业服务站"
    UNION_STATION = "union_station", "工会户外劳动者服务站点"
    OTHER = "other", "其他机构"
