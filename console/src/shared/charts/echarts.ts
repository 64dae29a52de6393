// Only the parts of ECharts that the pages draw with; loaded with the first chart.
import { BarChart, LineChart } from 'echarts/charts';
import { DataZoomInsideComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use as register } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

register([LineChart, BarChart, GridComponent, LegendComponent, TooltipComponent, DataZoomInsideComponent, CanvasRenderer]);

export { init };
