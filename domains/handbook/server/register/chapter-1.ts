// Chapter 1: who supports, how a request runs, with what, and by which norms.
import { chapter, point, section } from './clause-seed.ts'

export const chapter1 = chapter('1', ['企业技术支持体系', 'Technical support system'], 'hq-manager',
  ['说明支持体系的四根支柱：组织架构、流程机制、工具平台、标准规范。', 'Sets out the four pillars of support: organisation, process, tools and standards.'], [
  section('1.1', ['技术支持组织架构', 'Organisation'], 'hq-manager', 13,
    ['支持组织分战略、管理、执行、操作四层，并按总部、区域、基层三级运行；每项职责都有明确的承担者，结构可随业务调整。', 'Support has four layers (strategic, management, execution, operation) and three tiers (headquarters, region, frontline). Every duty has one holder, and the structure may change with the business.'],
    { screens: ['units', 'people', 'roles'], domains: ['analytics'] }),
  section('1.2', ['技术支持流程与响应机制', 'Process and response mechanism'], 'hq-manager', 16,
    ['请求经受理、分级、诊断、解决、确认、归档六个阶段；紧急、一般、复杂三级各有响应与解决时限，首问负责人跟到底，客户随时可见进度、时间和负责人。', 'A request runs through intake, classification, diagnosis, solution, confirmation and archive. Urgent, general and complex problems have their own limits; the first owner stays responsible, and the customer sees stage, times and owner.'],
    { policies: ['POL-1.2'], screens: ['cases', 'case-new', 'portal-cases', 'portal-case-new'], jobs: ['J-01'], domains: ['conversations', 'analytics'] }, [], { decisions: ['B-23', 'B-24', 'B-22', 'B-43'] }),
  section('1.3', ['技术支持工具与平台', 'Tools and platforms'], 'admin', 14,
    ['以客户支持、远程支持、知识库、自动化、数据分析五类工具支撑服务，统一入口、打通数据，并规定谁可以怎样使用。', 'Five kinds of tools carry the service: customer support, remote support, knowledge, automation and analysis, with one entry, joined data and rules of use.'],
    { screens: ['cases', 'portal-cases'], jobs: ['J-39'], domains: ['connectors', 'analytics'] }, [
    point(1, ['客户支持平台', 'Customer support platform'], ['咨询、问题记录和服务跟踪在同一平台完成，可与外部平台对接。', 'Enquiries, problem records and tracking live on one platform that can be connected with others.'], [1], { screens: ['cases'], domains: ['conversations', 'connectors'] }),
    point(2, ['远程支持平台', 'Remote support platform'], ['经客户同意后远程协助，并留下会话记录。', 'Remote help with the consent of the customer, and a record of the session.'], [2], { domains: ['connectors'] }),
    point(3, ['知识库与文档管理平台', 'Knowledge and document platform'], ['技术文档、常见问题和操作手册集中保存，可从外部平台导入。', 'Technical documents, FAQs and manuals are kept in one place and can be imported from others.'], [3], { domains: ['knowledge', 'connectors'] }),
    point(4, ['自动化工具', 'Automation'], ['自动确认收到、智能客服和故障自动诊断；自动回复不算响应。', 'Automatic acknowledgement, assistant and fault diagnosis; an automatic reply never counts as the response.'], [4, 5, 6], { domains: ['conversations', 'connectors'] }),
    point(5, ['数据分析与监控平台', 'Analytics and monitoring'], ['监控支持过程、分析反馈，为改进提供依据。', 'Watches the process and analyses feedback as the ground for improvement.'], [7], { domains: ['analytics'] }),
  ]),
  section('1.4', ['技术支持服务标准与规范', 'Service standards and norms'], 'hq-manager', 12,
    ['规定服务内容、响应、交付和评价标准，以及流程、人员、记录和质量规范；有效响应须说明负责人、下一步和预计时间。', 'Fixes what is served, how it is answered, delivered and judged, and the norms for process, people, records and quality. A valid response names the owner, the next step and the expected time.'],
    { screens: ['cases', 'handbook'], domains: ['conversations', 'quality', 'analytics'] }),
])
